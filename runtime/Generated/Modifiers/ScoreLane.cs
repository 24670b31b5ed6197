using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AttnGen.Generated;

// They implement the interface, through which rules call them; nobody compares lanes as objects.
#pragma warning disable CA1000, CA2231, CS0660, CS0661

/// <summary>One score, for modifiers of scores where the machine has no vectors. A condition that holds is 1, else 0.</summary>
/// <typeparam name="TNumber">What the kernel computes in: <see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="value">The score.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ScoreLane<TNumber>(TNumber value) : IScoreLanes<ScoreLane<TNumber>>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    /// <summary>The score.</summary>
    public TNumber Value { get; } = value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator ScoreLane<TNumber>(float number) => new(LaneNumber.From<TNumber>(number));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator ScoreLane<TNumber>(double number) => new(LaneNumber.From<TNumber>(number));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLane<TNumber> operator +(ScoreLane<TNumber> a, ScoreLane<TNumber> b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLane<TNumber> operator -(ScoreLane<TNumber> a, ScoreLane<TNumber> b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLane<TNumber> operator *(ScoreLane<TNumber> a, ScoreLane<TNumber> b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLane<TNumber> operator /(ScoreLane<TNumber> a, ScoreLane<TNumber> b) => new(a.Value / b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLane<TNumber> operator -(ScoreLane<TNumber> a) => new(-a.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLane<TNumber>> operator <(ScoreLane<TNumber> a, ScoreLane<TNumber> b) => If(a.Value < b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLane<TNumber>> operator >(ScoreLane<TNumber> a, ScoreLane<TNumber> b) => If(a.Value > b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLane<TNumber>> operator <=(ScoreLane<TNumber> a, ScoreLane<TNumber> b) => If(a.Value <= b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLane<TNumber>> operator >=(ScoreLane<TNumber> a, ScoreLane<TNumber> b) => If(a.Value >= b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLane<TNumber>> operator ==(ScoreLane<TNumber> a, ScoreLane<TNumber> b) => If(a.Value == b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLane<TNumber>> operator !=(ScoreLane<TNumber> a, ScoreLane<TNumber> b) => If(a.Value != b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLane<TNumber> Where(LaneCondition<ScoreLane<TNumber>> condition, ScoreLane<TNumber> taken, ScoreLane<TNumber> other) =>
        condition.Lanes.Value != TNumber.Zero ? taken : other;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLane<TNumber> Abs(ScoreLane<TNumber> a) => new(TNumber.Abs(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLane<TNumber> Min(ScoreLane<TNumber> a, ScoreLane<TNumber> b) => new(TNumber.Min(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLane<TNumber> Max(ScoreLane<TNumber> a, ScoreLane<TNumber> b) => new(TNumber.Max(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLane<TNumber> Floor(ScoreLane<TNumber> a) => new(TNumber.Floor(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLane<TNumber> Sqrt(ScoreLane<TNumber> a) => new(TNumber.Sqrt(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLane<TNumber> Gather(ReadOnlySpan<float> table, ScoreLane<TNumber> index) =>
        new(LaneTable.Gather<TNumber, TNumber, float>(table, index.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLane<TNumber> Gather(ReadOnlySpan<double> table, ScoreLane<TNumber> index) =>
        new(LaneTable.Gather<TNumber, TNumber, double>(table, index.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLane<TNumber> Load(ReadOnlySpan<float> table, int first) => (uint)first < (uint)table.Length ? table[first] : 0f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLane<TNumber> Load(ReadOnlySpan<double> table, int first) => (uint)first < (uint)table.Length ? table[first] : 0f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScoreLane<TNumber> Sequence(float first) => first;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLane<TNumber>> Both(LaneCondition<ScoreLane<TNumber>> a, LaneCondition<ScoreLane<TNumber>> b) => new(Min(a.Lanes, b.Lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLane<TNumber>> Either(LaneCondition<ScoreLane<TNumber>> a, LaneCondition<ScoreLane<TNumber>> b) =>
        new(Max(a.Lanes, b.Lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<ScoreLane<TNumber>> Opposite(LaneCondition<ScoreLane<TNumber>> a) => new(1f - a.Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneCondition<ScoreLane<TNumber>> If(bool holds) => new(holds ? 1f : 0f);
}
