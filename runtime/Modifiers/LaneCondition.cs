using System.Runtime.CompilerServices;

namespace AttnGen;

/// <summary>A condition that holds or does not, lane by lane: what comparisons of <see cref="IScoreLanes{T}"/> give.</summary>
/// <typeparam name="T">The lanes.</typeparam>
/// <param name="lanes">What <typeparamref name="T"/> holds for true and false.</param>
public readonly struct LaneCondition<T>(T lanes)
    where T : struct, IScoreLanes<T>
{
    /// <summary>What <typeparamref name="T"/> holds for true and false.</summary>
    public T Lanes { get; } = lanes;

    /// <summary>Where both hold.</summary>
    /// <param name="a">The first condition.</param>
    /// <param name="b">The second condition.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<T> operator &(LaneCondition<T> a, LaneCondition<T> b) => T.Both(a, b);

    /// <summary>Where one holds or the other.</summary>
    /// <param name="a">The first condition.</param>
    /// <param name="b">The second condition.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<T> operator |(LaneCondition<T> a, LaneCondition<T> b) => T.Either(a, b);

    /// <summary>Where it does not hold.</summary>
    /// <param name="a">The condition.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneCondition<T> operator !(LaneCondition<T> a) => T.Opposite(a);
}
