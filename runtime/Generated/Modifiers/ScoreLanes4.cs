using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AttnGen.Generated;

/// <summary>Four scores in a vector, for modifiers of scores. A condition that holds has all bits set.</summary>
/// <param name="value">The scores.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ScoreLanes4(Vector128<float> value) : IScoreLanes<ScoreLanes4>
{
    /// <summary>The scores.</summary>
    public Vector128<float> Value { get; } = value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator ScoreLanes4(float number) => new(Vector128.Create(number));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes4 operator +(ScoreLanes4 a, ScoreLanes4 b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes4 operator -(ScoreLanes4 a, ScoreLanes4 b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes4 operator *(ScoreLanes4 a, ScoreLanes4 b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes4 operator /(ScoreLanes4 a, ScoreLanes4 b) => new(a.Value / b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes4 operator -(ScoreLanes4 a) => new(-a.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes4> operator <(ScoreLanes4 a, ScoreLanes4 b) => If(Vector128.LessThan(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes4> operator >(ScoreLanes4 a, ScoreLanes4 b) => If(Vector128.GreaterThan(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes4> operator <=(ScoreLanes4 a, ScoreLanes4 b) => If(Vector128.LessThanOrEqual(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes4> operator >=(ScoreLanes4 a, ScoreLanes4 b) => If(Vector128.GreaterThanOrEqual(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes4> operator ==(ScoreLanes4 a, ScoreLanes4 b) => If(Vector128.Equals(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes4> operator !=(ScoreLanes4 a, ScoreLanes4 b) => If(~Vector128.Equals(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes4 Where(LaneCondition<ScoreLanes4> condition, ScoreLanes4 taken, ScoreLanes4 other) =>
        new(Vector128.ConditionalSelect(condition.Lanes.Value, taken.Value, other.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes4 Abs(ScoreLanes4 a) => new(Vector128.Abs(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes4 Min(ScoreLanes4 a, ScoreLanes4 b) => new(Vector128.Min(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes4 Max(ScoreLanes4 a, ScoreLanes4 b) => new(Vector128.Max(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes4 Floor(ScoreLanes4 a) => new(Vector128.Floor(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes4 Sqrt(ScoreLanes4 a) => new(Vector128.Sqrt(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes4 Gather(ReadOnlySpan<float> table, ScoreLanes4 index) => new(LaneTable.Gather(table, index.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes4 Load(ReadOnlySpan<float> table, int first) =>
        first >= 0 && first <= table.Length - Vector128<float>.Count
            ? new(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(table), (nuint)first))
            : Gather(table, Sequence(first));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes4 Sequence(float first) => new(Vector128.CreateSequence(first, 1f));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes4> Both(LaneCondition<ScoreLanes4> a, LaneCondition<ScoreLanes4> b) => If(a.Lanes.Value & b.Lanes.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes4> Either(LaneCondition<ScoreLanes4> a, LaneCondition<ScoreLanes4> b) => If(a.Lanes.Value | b.Lanes.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes4> Opposite(LaneCondition<ScoreLanes4> a) => If(~a.Lanes.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ScoreLanes4 other && Value.Equals(other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneCondition<ScoreLanes4> If(Vector128<float> holds) => new(new ScoreLanes4(holds));
}
