namespace AttnGen;

/// <summary>One score in double: what <see cref="AttentionReference"/> gives a <see cref="IScoreModifier"/>. A condition that holds is 1, else 0.</summary>
/// <param name="value">The number.</param>
internal readonly struct ReferenceLane(double value) : IScoreLanes<ReferenceLane>
{
    public double Value { get; } = value;

    public static implicit operator ReferenceLane(float number) => new(number);

    public static implicit operator ReferenceLane(double number) => new(number);

    public static ReferenceLane operator +(ReferenceLane a, ReferenceLane b) => new(a.Value + b.Value);

    public static ReferenceLane operator -(ReferenceLane a, ReferenceLane b) => new(a.Value - b.Value);

    public static ReferenceLane operator *(ReferenceLane a, ReferenceLane b) => new(a.Value * b.Value);

    public static ReferenceLane operator /(ReferenceLane a, ReferenceLane b) => new(a.Value / b.Value);

    public static ReferenceLane operator -(ReferenceLane a) => new(-a.Value);

    public static LaneCondition<ReferenceLane> operator <(ReferenceLane a, ReferenceLane b) => If(a.Value < b.Value);

    public static LaneCondition<ReferenceLane> operator >(ReferenceLane a, ReferenceLane b) => If(a.Value > b.Value);

    public static LaneCondition<ReferenceLane> operator <=(ReferenceLane a, ReferenceLane b) => If(a.Value <= b.Value);

    public static LaneCondition<ReferenceLane> operator >=(ReferenceLane a, ReferenceLane b) => If(a.Value >= b.Value);

    public static LaneCondition<ReferenceLane> operator ==(ReferenceLane a, ReferenceLane b) => If(a.Value == b.Value);

    public static LaneCondition<ReferenceLane> operator !=(ReferenceLane a, ReferenceLane b) => If(a.Value != b.Value);

    public static ReferenceLane Where(LaneCondition<ReferenceLane> condition, ReferenceLane taken, ReferenceLane other) =>
        condition.Lanes.Value != 0 ? taken : other;

    public static ReferenceLane Abs(ReferenceLane a) => new(Math.Abs(a.Value));

    public static ReferenceLane Min(ReferenceLane a, ReferenceLane b) => new(Math.Min(a.Value, b.Value));

    public static ReferenceLane Max(ReferenceLane a, ReferenceLane b) => new(Math.Max(a.Value, b.Value));

    public static ReferenceLane Floor(ReferenceLane a) => new(Math.Floor(a.Value));

    public static ReferenceLane Sqrt(ReferenceLane a) => new(Math.Sqrt(a.Value));

    public static ReferenceLane Gather(ReadOnlySpan<float> table, ReferenceLane index) =>
        index.Value >= 0 && index.Value < table.Length ? table[(int)index.Value] : 0f;

    public static ReferenceLane Gather(ReadOnlySpan<double> table, ReferenceLane index) =>
        index.Value >= 0 && index.Value < table.Length ? table[(int)index.Value] : 0;

    public static ReferenceLane Load(ReadOnlySpan<double> table, int first) => (uint)first < (uint)table.Length ? table[first] : 0;

    public static ReferenceLane Load(ReadOnlySpan<float> table, int first) => (uint)first < (uint)table.Length ? table[first] : 0f;

    public static ReferenceLane Sequence(float first) => first;

    public static LaneCondition<ReferenceLane> Both(LaneCondition<ReferenceLane> a, LaneCondition<ReferenceLane> b) =>
        new(Min(a.Lanes, b.Lanes));

    public static LaneCondition<ReferenceLane> Either(LaneCondition<ReferenceLane> a, LaneCondition<ReferenceLane> b) =>
        new(Max(a.Lanes, b.Lanes));

    public static LaneCondition<ReferenceLane> Opposite(LaneCondition<ReferenceLane> a) => new(1f - a.Lanes);

    public override bool Equals(object? obj) => obj is ReferenceLane other && Value.Equals(other.Value);

    public override int GetHashCode() => Value.GetHashCode();

    private static LaneCondition<ReferenceLane> If(bool holds) => new(holds ? 1f : 0f);
}
