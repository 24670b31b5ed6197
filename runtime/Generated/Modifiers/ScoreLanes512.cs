using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AttnGen.Generated;

// They implement the interface, through which rules call them; nobody compares lanes as objects.
#pragma warning disable CA1000, CA2231, CS0660, CS0661

/// <summary>The scores of a vector of 512 bits, for modifiers of scores. A condition that holds has all bits set.</summary>
/// <typeparam name="TNumber">What the kernel computes in: <see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="value">The scores.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ScoreLanes512<TNumber>(Vector512<TNumber> value) : IScoreLanes<ScoreLanes512<TNumber>>
    where TNumber : unmanaged
{
    /// <summary>The scores.</summary>
    public Vector512<TNumber> Value { get; } = value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator ScoreLanes512<TNumber>(float number) => new(Vector512.Create(LaneNumber.From<TNumber>(number)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator ScoreLanes512<TNumber>(double number) => new(Vector512.Create(LaneNumber.From<TNumber>(number)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes512<TNumber> operator +(ScoreLanes512<TNumber> a, ScoreLanes512<TNumber> b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes512<TNumber> operator -(ScoreLanes512<TNumber> a, ScoreLanes512<TNumber> b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes512<TNumber> operator *(ScoreLanes512<TNumber> a, ScoreLanes512<TNumber> b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes512<TNumber> operator /(ScoreLanes512<TNumber> a, ScoreLanes512<TNumber> b) => new(a.Value / b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes512<TNumber> operator -(ScoreLanes512<TNumber> a) => new(-a.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes512<TNumber>> operator <(ScoreLanes512<TNumber> a, ScoreLanes512<TNumber> b) => If(Vector512.LessThan(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes512<TNumber>> operator >(ScoreLanes512<TNumber> a, ScoreLanes512<TNumber> b) => If(Vector512.GreaterThan(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes512<TNumber>> operator <=(ScoreLanes512<TNumber> a, ScoreLanes512<TNumber> b) => If(Vector512.LessThanOrEqual(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes512<TNumber>> operator >=(ScoreLanes512<TNumber> a, ScoreLanes512<TNumber> b) => If(Vector512.GreaterThanOrEqual(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes512<TNumber>> operator ==(ScoreLanes512<TNumber> a, ScoreLanes512<TNumber> b) => If(Vector512.Equals(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes512<TNumber>> operator !=(ScoreLanes512<TNumber> a, ScoreLanes512<TNumber> b) => If(~Vector512.Equals(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes512<TNumber> Where(LaneCondition<ScoreLanes512<TNumber>> condition, ScoreLanes512<TNumber> taken, ScoreLanes512<TNumber> other) =>
        new(Vector512.ConditionalSelect(condition.Lanes.Value, taken.Value, other.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes512<TNumber> Abs(ScoreLanes512<TNumber> a) => new(Vector512.Abs(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes512<TNumber> Min(ScoreLanes512<TNumber> a, ScoreLanes512<TNumber> b) => new(Vector512.Min(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes512<TNumber> Max(ScoreLanes512<TNumber> a, ScoreLanes512<TNumber> b) => new(Vector512.Max(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes512<TNumber> Floor(ScoreLanes512<TNumber> a) => new(typeof(TNumber) == typeof(float)
        ? Vector512.Floor(a.Value.AsSingle()).As<float, TNumber>()
        : Vector512.Floor(a.Value.AsDouble()).As<double, TNumber>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes512<TNumber> Sqrt(ScoreLanes512<TNumber> a) => new(Vector512.Sqrt(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes512<TNumber> Gather(ReadOnlySpan<float> table, ScoreLanes512<TNumber> index) =>
        new(LaneTable.Gather<Vector512<TNumber>, TNumber, float>(table, index.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes512<TNumber> Gather(ReadOnlySpan<double> table, ScoreLanes512<TNumber> index) =>
        new(LaneTable.Gather<Vector512<TNumber>, TNumber, double>(table, index.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes512<TNumber> Load(ReadOnlySpan<float> table, int first) =>
        typeof(TNumber) == typeof(float) && first >= 0 && first <= table.Length - Vector512<float>.Count
            ? new(Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(table), (nuint)first).As<float, TNumber>())
            : Gather(table, Sequence(first));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes512<TNumber> Load(ReadOnlySpan<double> table, int first) =>
        typeof(TNumber) == typeof(double) && first >= 0 && first <= table.Length - Vector512<double>.Count
            ? new(Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(table), (nuint)first).As<double, TNumber>())
            : Gather(table, Sequence(first));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes512<TNumber> Sequence(float first) =>
        new(Vector512.CreateSequence(LaneNumber.From<TNumber>(first), LaneNumber.From<TNumber>(1f)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes512<TNumber>> Both(LaneCondition<ScoreLanes512<TNumber>> a, LaneCondition<ScoreLanes512<TNumber>> b) => If(a.Lanes.Value & b.Lanes.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes512<TNumber>> Either(LaneCondition<ScoreLanes512<TNumber>> a, LaneCondition<ScoreLanes512<TNumber>> b) => If(a.Lanes.Value | b.Lanes.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes512<TNumber>> Opposite(LaneCondition<ScoreLanes512<TNumber>> a) => If(~a.Lanes.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneCondition<ScoreLanes512<TNumber>> If(Vector512<TNumber> holds) => new(new ScoreLanes512<TNumber>(holds));
}
