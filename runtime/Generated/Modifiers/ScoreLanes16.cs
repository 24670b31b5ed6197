using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AttnGen.Generated;

/// <summary>Sixteen scores in a vector, for modifiers of scores. A condition that holds has all bits set.</summary>
/// <param name="value">The scores.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ScoreLanes16(Vector512<float> value) : IScoreLanes<ScoreLanes16>
{
    /// <summary>The scores.</summary>
    public Vector512<float> Value { get; } = value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator ScoreLanes16(float number) => new(Vector512.Create(number));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes16 operator +(ScoreLanes16 a, ScoreLanes16 b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes16 operator -(ScoreLanes16 a, ScoreLanes16 b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes16 operator *(ScoreLanes16 a, ScoreLanes16 b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes16 operator /(ScoreLanes16 a, ScoreLanes16 b) => new(a.Value / b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes16 operator -(ScoreLanes16 a) => new(-a.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes16> operator <(ScoreLanes16 a, ScoreLanes16 b) => If(Vector512.LessThan(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes16> operator >(ScoreLanes16 a, ScoreLanes16 b) => If(Vector512.GreaterThan(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes16> operator <=(ScoreLanes16 a, ScoreLanes16 b) => If(Vector512.LessThanOrEqual(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes16> operator >=(ScoreLanes16 a, ScoreLanes16 b) => If(Vector512.GreaterThanOrEqual(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes16> operator ==(ScoreLanes16 a, ScoreLanes16 b) => If(Vector512.Equals(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes16> operator !=(ScoreLanes16 a, ScoreLanes16 b) => If(~Vector512.Equals(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes16 Where(LaneCondition<ScoreLanes16> condition, ScoreLanes16 taken, ScoreLanes16 other) =>
        new(Vector512.ConditionalSelect(condition.Lanes.Value, taken.Value, other.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes16 Abs(ScoreLanes16 a) => new(Vector512.Abs(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes16 Min(ScoreLanes16 a, ScoreLanes16 b) => new(Vector512.Min(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes16 Max(ScoreLanes16 a, ScoreLanes16 b) => new(Vector512.Max(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes16 Floor(ScoreLanes16 a) => new(Vector512.Floor(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes16 Sqrt(ScoreLanes16 a) => new(Vector512.Sqrt(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes16 Gather(ReadOnlySpan<float> table, ScoreLanes16 index) => new(LaneTable.Gather(table, index.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes16 Load(ReadOnlySpan<float> table, int first) =>
        first >= 0 && first <= table.Length - Vector512<float>.Count
            ? new(Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(table), (nuint)first))
            : Gather(table, Sequence(first));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes16 Sequence(float first) => new(Vector512.CreateSequence(first, 1f));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes16> Both(LaneCondition<ScoreLanes16> a, LaneCondition<ScoreLanes16> b) => If(a.Lanes.Value & b.Lanes.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes16> Either(LaneCondition<ScoreLanes16> a, LaneCondition<ScoreLanes16> b) => If(a.Lanes.Value | b.Lanes.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes16> Opposite(LaneCondition<ScoreLanes16> a) => If(~a.Lanes.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ScoreLanes16 other && Value.Equals(other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneCondition<ScoreLanes16> If(Vector512<float> holds) => new(new ScoreLanes16(holds));
}
