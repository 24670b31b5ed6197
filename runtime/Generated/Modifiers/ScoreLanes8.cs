using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AttnGen.Generated;

/// <summary>Eight scores in a vector, for modifiers of scores. A condition that holds has all bits set.</summary>
/// <param name="value">The scores.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ScoreLanes8(Vector256<float> value) : IScoreLanes<ScoreLanes8>
{
    /// <summary>The scores.</summary>
    public Vector256<float> Value { get; } = value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator ScoreLanes8(float number) => new(Vector256.Create(number));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes8 operator +(ScoreLanes8 a, ScoreLanes8 b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes8 operator -(ScoreLanes8 a, ScoreLanes8 b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes8 operator *(ScoreLanes8 a, ScoreLanes8 b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes8 operator /(ScoreLanes8 a, ScoreLanes8 b) => new(a.Value / b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes8 operator -(ScoreLanes8 a) => new(-a.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes8> operator <(ScoreLanes8 a, ScoreLanes8 b) => If(Vector256.LessThan(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes8> operator >(ScoreLanes8 a, ScoreLanes8 b) => If(Vector256.GreaterThan(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes8> operator <=(ScoreLanes8 a, ScoreLanes8 b) => If(Vector256.LessThanOrEqual(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes8> operator >=(ScoreLanes8 a, ScoreLanes8 b) => If(Vector256.GreaterThanOrEqual(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes8> operator ==(ScoreLanes8 a, ScoreLanes8 b) => If(Vector256.Equals(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes8> operator !=(ScoreLanes8 a, ScoreLanes8 b) => If(~Vector256.Equals(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes8 Where(LaneCondition<ScoreLanes8> condition, ScoreLanes8 taken, ScoreLanes8 other) =>
        new(Vector256.ConditionalSelect(condition.Lanes.Value, taken.Value, other.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes8 Abs(ScoreLanes8 a) => new(Vector256.Abs(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes8 Min(ScoreLanes8 a, ScoreLanes8 b) => new(Vector256.Min(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes8 Max(ScoreLanes8 a, ScoreLanes8 b) => new(Vector256.Max(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes8 Floor(ScoreLanes8 a) => new(Vector256.Floor(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes8 Sqrt(ScoreLanes8 a) => new(Vector256.Sqrt(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes8 Gather(ReadOnlySpan<float> table, ScoreLanes8 index) => new(LaneTable.Gather(table, index.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes8 Load(ReadOnlySpan<float> table, int first) =>
        first >= 0 && first <= table.Length - Vector256<float>.Count
            ? new(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(table), (nuint)first))
            : Gather(table, Sequence(first));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes8 Sequence(float first) => new(Vector256.CreateSequence(first, 1f));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes8> Both(LaneCondition<ScoreLanes8> a, LaneCondition<ScoreLanes8> b) => If(a.Lanes.Value & b.Lanes.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes8> Either(LaneCondition<ScoreLanes8> a, LaneCondition<ScoreLanes8> b) => If(a.Lanes.Value | b.Lanes.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes8> Opposite(LaneCondition<ScoreLanes8> a) => If(~a.Lanes.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ScoreLanes8 other && Value.Equals(other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneCondition<ScoreLanes8> If(Vector256<float> holds) => new(new ScoreLanes8(holds));
}
