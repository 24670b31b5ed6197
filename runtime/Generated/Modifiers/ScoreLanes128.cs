using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AttnGen.Generated;

// They implement the interface, through which rules call them; nobody compares lanes as objects.
#pragma warning disable CA1000, CA2231, CS0660, CS0661

/// <summary>The scores of a vector of 128 bits, for modifiers of scores. A condition that holds has all bits set.</summary>
/// <typeparam name="TNumber">What the kernel computes in: <see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="value">The scores.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ScoreLanes128<TNumber>(Vector128<TNumber> value) : IScoreLanes<ScoreLanes128<TNumber>>
    where TNumber : unmanaged
{
    /// <summary>The scores.</summary>
    public Vector128<TNumber> Value { get; } = value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator ScoreLanes128<TNumber>(float number) => new(Vector128.Create(LaneNumber.From<TNumber>(number)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator ScoreLanes128<TNumber>(double number) => new(Vector128.Create(LaneNumber.From<TNumber>(number)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes128<TNumber> operator +(ScoreLanes128<TNumber> a, ScoreLanes128<TNumber> b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes128<TNumber> operator -(ScoreLanes128<TNumber> a, ScoreLanes128<TNumber> b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes128<TNumber> operator *(ScoreLanes128<TNumber> a, ScoreLanes128<TNumber> b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes128<TNumber> operator /(ScoreLanes128<TNumber> a, ScoreLanes128<TNumber> b) => new(a.Value / b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes128<TNumber> operator -(ScoreLanes128<TNumber> a) => new(-a.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes128<TNumber>> operator <(ScoreLanes128<TNumber> a, ScoreLanes128<TNumber> b) => If(Vector128.LessThan(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes128<TNumber>> operator >(ScoreLanes128<TNumber> a, ScoreLanes128<TNumber> b) => If(Vector128.GreaterThan(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes128<TNumber>> operator <=(ScoreLanes128<TNumber> a, ScoreLanes128<TNumber> b) => If(Vector128.LessThanOrEqual(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes128<TNumber>> operator >=(ScoreLanes128<TNumber> a, ScoreLanes128<TNumber> b) => If(Vector128.GreaterThanOrEqual(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes128<TNumber>> operator ==(ScoreLanes128<TNumber> a, ScoreLanes128<TNumber> b) => If(Vector128.Equals(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes128<TNumber>> operator !=(ScoreLanes128<TNumber> a, ScoreLanes128<TNumber> b) => If(~Vector128.Equals(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes128<TNumber> Where(LaneCondition<ScoreLanes128<TNumber>> condition, ScoreLanes128<TNumber> taken, ScoreLanes128<TNumber> other) =>
        new(Vector128.ConditionalSelect(condition.Lanes.Value, taken.Value, other.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes128<TNumber> Abs(ScoreLanes128<TNumber> a) => new(Vector128.Abs(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes128<TNumber> Min(ScoreLanes128<TNumber> a, ScoreLanes128<TNumber> b) => new(Vector128.Min(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes128<TNumber> Max(ScoreLanes128<TNumber> a, ScoreLanes128<TNumber> b) => new(Vector128.Max(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes128<TNumber> Floor(ScoreLanes128<TNumber> a) => new(typeof(TNumber) == typeof(float)
        ? Vector128.Floor(a.Value.AsSingle()).As<float, TNumber>()
        : Vector128.Floor(a.Value.AsDouble()).As<double, TNumber>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes128<TNumber> Sqrt(ScoreLanes128<TNumber> a) => new(Vector128.Sqrt(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes128<TNumber> Gather(ReadOnlySpan<float> table, ScoreLanes128<TNumber> index) =>
        new(LaneTable.Gather<Vector128<TNumber>, TNumber, float>(table, index.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes128<TNumber> Gather(ReadOnlySpan<double> table, ScoreLanes128<TNumber> index) =>
        new(LaneTable.Gather<Vector128<TNumber>, TNumber, double>(table, index.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes128<TNumber> Load(ReadOnlySpan<float> table, int first) =>
        typeof(TNumber) == typeof(float) && first >= 0 && first <= table.Length - Vector128<float>.Count
            ? new(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(table), (nuint)first).As<float, TNumber>())
            : Gather(table, Sequence(first));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes128<TNumber> Load(ReadOnlySpan<double> table, int first) =>
        typeof(TNumber) == typeof(double) && first >= 0 && first <= table.Length - Vector128<double>.Count
            ? new(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(table), (nuint)first).As<double, TNumber>())
            : Gather(table, Sequence(first));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLanes128<TNumber> Sequence(float first) =>
        new(Vector128.CreateSequence(LaneNumber.From<TNumber>(first), LaneNumber.From<TNumber>(1f)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes128<TNumber>> Both(LaneCondition<ScoreLanes128<TNumber>> a, LaneCondition<ScoreLanes128<TNumber>> b) => If(a.Lanes.Value & b.Lanes.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes128<TNumber>> Either(LaneCondition<ScoreLanes128<TNumber>> a, LaneCondition<ScoreLanes128<TNumber>> b) => If(a.Lanes.Value | b.Lanes.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLanes128<TNumber>> Opposite(LaneCondition<ScoreLanes128<TNumber>> a) => If(~a.Lanes.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneCondition<ScoreLanes128<TNumber>> If(Vector128<TNumber> holds) => new(new ScoreLanes128<TNumber>(holds));
}
