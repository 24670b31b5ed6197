using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AttnGen.Generated;

// They implement the interface, through which rules call them; nobody compares lanes as objects.
#pragma warning disable CA1000, CA2231, CS0660, CS0661

/// <summary>The scores of a vector of 256 bits, for modifiers of scores. A condition that holds has all bits set.</summary>
/// <typeparam name="TNumber">What the kernel computes in: <see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="value">The scores.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ScoreLanes256<TNumber>(Vector256<TNumber> value) : IScoreLanes<ScoreLanes256<TNumber>>
    where TNumber : unmanaged
{
    /// <summary>The scores.</summary>
    public Vector256<TNumber> Value { get; } = value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator ScoreLanes256<TNumber>(float number) => new(Vector256.Create(LaneNumber.From<TNumber>(number)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator ScoreLanes256<TNumber>(double number) => new(Vector256.Create(LaneNumber.From<TNumber>(number)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes256<TNumber> operator +(ScoreLanes256<TNumber> a, ScoreLanes256<TNumber> b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes256<TNumber> operator -(ScoreLanes256<TNumber> a, ScoreLanes256<TNumber> b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes256<TNumber> operator *(ScoreLanes256<TNumber> a, ScoreLanes256<TNumber> b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes256<TNumber> operator /(ScoreLanes256<TNumber> a, ScoreLanes256<TNumber> b) => new(a.Value / b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes256<TNumber> operator -(ScoreLanes256<TNumber> a) => new(-a.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes256<TNumber>> operator <(ScoreLanes256<TNumber> a, ScoreLanes256<TNumber> b) => If(Vector256.LessThan(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes256<TNumber>> operator >(ScoreLanes256<TNumber> a, ScoreLanes256<TNumber> b) => If(Vector256.GreaterThan(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes256<TNumber>> operator <=(ScoreLanes256<TNumber> a, ScoreLanes256<TNumber> b) => If(Vector256.LessThanOrEqual(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes256<TNumber>> operator >=(ScoreLanes256<TNumber> a, ScoreLanes256<TNumber> b) => If(Vector256.GreaterThanOrEqual(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes256<TNumber>> operator ==(ScoreLanes256<TNumber> a, ScoreLanes256<TNumber> b) => If(Vector256.Equals(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes256<TNumber>> operator !=(ScoreLanes256<TNumber> a, ScoreLanes256<TNumber> b) => If(~Vector256.Equals(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes256<TNumber> Where(LaneCondition<ScoreLanes256<TNumber>> condition, ScoreLanes256<TNumber> taken, ScoreLanes256<TNumber> other) =>
        new(Vector256.ConditionalSelect(condition.Lanes.Value, taken.Value, other.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes256<TNumber> Abs(ScoreLanes256<TNumber> a) => new(Vector256.Abs(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes256<TNumber> Min(ScoreLanes256<TNumber> a, ScoreLanes256<TNumber> b) => new(Vector256.Min(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes256<TNumber> Max(ScoreLanes256<TNumber> a, ScoreLanes256<TNumber> b) => new(Vector256.Max(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes256<TNumber> Floor(ScoreLanes256<TNumber> a) => new(typeof(TNumber) == typeof(float)
        ? Vector256.Floor(a.Value.AsSingle()).As<float, TNumber>()
        : Vector256.Floor(a.Value.AsDouble()).As<double, TNumber>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes256<TNumber> Sqrt(ScoreLanes256<TNumber> a) => new(Vector256.Sqrt(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes256<TNumber> Gather(ReadOnlySpan<float> table, ScoreLanes256<TNumber> index) =>
        new(LaneTable.Gather<Vector256<TNumber>, TNumber, float>(table, index.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes256<TNumber> Gather(ReadOnlySpan<double> table, ScoreLanes256<TNumber> index) =>
        new(LaneTable.Gather<Vector256<TNumber>, TNumber, double>(table, index.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes256<TNumber> Load(ReadOnlySpan<float> table, int first) =>
        typeof(TNumber) == typeof(float) && first >= 0 && first <= table.Length - Vector256<float>.Count
            ? new(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(table), (nuint)first).As<float, TNumber>())
            : Gather(table, Sequence(first));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes256<TNumber> Load(ReadOnlySpan<double> table, int first) =>
        typeof(TNumber) == typeof(double) && first >= 0 && first <= table.Length - Vector256<double>.Count
            ? new(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(table), (nuint)first).As<double, TNumber>())
            : Gather(table, Sequence(first));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes256<TNumber> Sequence(float first) =>
        new(Vector256.CreateSequence(LaneNumber.From<TNumber>(first), LaneNumber.From<TNumber>(1f)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes256<TNumber>> Both(LaneCondition<ScoreLanes256<TNumber>> a, LaneCondition<ScoreLanes256<TNumber>> b) => If(a.Lanes.Value & b.Lanes.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes256<TNumber>> Either(LaneCondition<ScoreLanes256<TNumber>> a, LaneCondition<ScoreLanes256<TNumber>> b) => If(a.Lanes.Value | b.Lanes.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes256<TNumber>> Opposite(LaneCondition<ScoreLanes256<TNumber>> a) => If(~a.Lanes.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneCondition<ScoreLanes256<TNumber>> If(Vector256<TNumber> holds) => new(new ScoreLanes256<TNumber>(holds));
}
