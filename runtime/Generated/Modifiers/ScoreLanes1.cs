using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AttnGen.Generated;

/// <summary>One score, for modifiers of scores where the machine has no vectors. A condition that holds is 1, else 0.</summary>
/// <param name="value">The score.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ScoreLanes1(float value) : IScoreLanes<ScoreLanes1>
{
    /// <summary>The score.</summary>
    public float Value { get; } = value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator ScoreLanes1(float number) => new(number);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes1 operator +(ScoreLanes1 a, ScoreLanes1 b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes1 operator -(ScoreLanes1 a, ScoreLanes1 b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes1 operator *(ScoreLanes1 a, ScoreLanes1 b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes1 operator /(ScoreLanes1 a, ScoreLanes1 b) => new(a.Value / b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes1 operator -(ScoreLanes1 a) => new(-a.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes1> operator <(ScoreLanes1 a, ScoreLanes1 b) => If(a.Value < b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes1> operator >(ScoreLanes1 a, ScoreLanes1 b) => If(a.Value > b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes1> operator <=(ScoreLanes1 a, ScoreLanes1 b) => If(a.Value <= b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes1> operator >=(ScoreLanes1 a, ScoreLanes1 b) => If(a.Value >= b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes1> operator ==(ScoreLanes1 a, ScoreLanes1 b) => If(a.Value == b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes1> operator !=(ScoreLanes1 a, ScoreLanes1 b) => If(a.Value != b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes1 Where(LaneCondition<ScoreLanes1> condition, ScoreLanes1 taken, ScoreLanes1 other) =>
        condition.Lanes.Value != 0f ? taken : other;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes1 Abs(ScoreLanes1 a) => new(MathF.Abs(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes1 Min(ScoreLanes1 a, ScoreLanes1 b) => new(MathF.Min(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes1 Max(ScoreLanes1 a, ScoreLanes1 b) => new(MathF.Max(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes1 Floor(ScoreLanes1 a) => new(MathF.Floor(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes1 Sqrt(ScoreLanes1 a) => new(MathF.Sqrt(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes1 Gather(ReadOnlySpan<float> table, ScoreLanes1 index) =>
        index.Value >= 0f && index.Value < table.Length ? table[(int)index.Value] : 0f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes1 Load(ReadOnlySpan<float> table, int first) => (uint)first < (uint)table.Length ? table[first] : 0f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes1 Sequence(float first) => first;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes1> Both(LaneCondition<ScoreLanes1> a, LaneCondition<ScoreLanes1> b) => new(Min(a.Lanes, b.Lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes1> Either(LaneCondition<ScoreLanes1> a, LaneCondition<ScoreLanes1> b) =>
        new(Max(a.Lanes, b.Lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes1> Opposite(LaneCondition<ScoreLanes1> a) => new(1f - a.Lanes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ScoreLanes1 other && Value.Equals(other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneCondition<ScoreLanes1> If(bool holds) => new(holds ? 1f : 0f);
}
