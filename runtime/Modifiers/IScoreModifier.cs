namespace AttnGen;

/// <summary>
/// A rule of the user's own for scores, which <see cref="AttentionShapeAttribute.Modifier"/> names: it says what becomes of the score of a
/// head, a query and a key. The generated kernel has it in the loop over its scores, on vectors of as many lanes as the machine has.
/// </summary>
/// <remarks>
/// A modifier is a <c>struct</c> without fields that marks <see cref="Apply"/> with <c>[MethodImpl(MethodImplOptions.AggressiveInlining)]</c>,
/// so that no call is left. It comes after scale, softcap and biases, and before masks, windows, causality and the softmax. Its scores are
/// in natural units, as the formulas have them.
/// </remarks>
/// <example>
/// <code>
/// public readonly struct DistancePenalty : IScoreModifier
/// {
///     [MethodImpl(MethodImplOptions.AggressiveInlining)]
///     public static T Apply&lt;T&gt;(T score, ScorePlace&lt;T&gt; place)
///         where T : struct, IScoreLanes&lt;T&gt; => score - (0.1f * T.Abs(place.Query - place.Key));
/// }
/// </code>
/// </example>
public interface IScoreModifier
{
    /// <summary>What becomes of scores.</summary>
    /// <typeparam name="T">A vector of scores, or a single one; the rule is written once for all of them.</typeparam>
    /// <param name="score">The scores, after scale, softcap and biases.</param>
    /// <param name="place">Their heads, queries and keys, and the call's data.</param>
    /// <returns>The new scores. −∞ hides the key from the query, whatever its value holds.</returns>
    static abstract T Apply<T>(T score, ScorePlace<T> place)
        where T : struct, IScoreLanes<T>;

    /// <summary>
    /// How many floats of data each call brings, in a kernel of doubles doubles, as its argument <c>modifierData</c>, for the rule to read through
    /// <see cref="ScorePlace{T}"/>. A modifier that does not define it takes none, and its kernel has no such argument.
    /// </summary>
    /// <param name="shape">The shape of the kernel.</param>
    /// <returns>How many; 0 or above.</returns>
    static virtual int DataLength(AttentionShape shape) => 0;
}
