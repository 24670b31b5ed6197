using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AttnGen.Generated;

/// <summary>Brings the scores of a kernel, which are in base 2, through a modifier, which has them in natural units.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModifiedScores
{
    /// <summary>
    /// The modified scores. A number that base 2 makes too small for a float becomes the least there is, so that only −∞ hides a key.
    /// </summary>
    /// <typeparam name="TModifier">The rule.</typeparam>
    /// <typeparam name="T">The lanes.</typeparam>
    /// <param name="score">The scores, in base 2.</param>
    /// <param name="head">The head.</param>
    /// <param name="query">The query, of the first lane where lanes are queries.</param>
    /// <param name="key">The key, of the first lane where lanes are keys.</param>
    /// <param name="lanesAreQueries">Whether lanes are queries, else keys.</param>
    /// <param name="data">The call's data.</param>
    /// <returns>The new scores, in base 2.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<TModifier, T>(T score, int head, int query, int key, bool lanesAreQueries, ReadOnlySpan<float> data)
        where TModifier : struct, IScoreModifier
        where T : struct, IScoreLanes<T>
    {
        T modified = TModifier.Apply(score * (float)Base2.Ln2, new ScorePlace<T>(head, query, key, lanesAreQueries, data, isDouble: false));
        return T.Where(modified == float.NegativeInfinity, modified, T.Max(float.MinValue, modified * (float)Base2.Log2E));
    }

    /// <summary>The same of doubles, whose data are kept as if they were floats: see <see cref="ScoreOperands.Stored{T}(ReadOnlySpan{T})"/>.</summary>
    /// <inheritdoc cref="Of"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T OfDoubles<TModifier, T>(T score, int head, int query, int key, bool lanesAreQueries, ReadOnlySpan<float> data)
        where TModifier : struct, IScoreModifier
        where T : struct, IScoreLanes<T>
    {
        T modified = TModifier.Apply(score * Base2.Ln2, new ScorePlace<T>(head, query, key, lanesAreQueries, data, isDouble: true));
        return T.Where(modified == float.NegativeInfinity, modified, T.Max(double.MinValue, modified * Base2.Log2E));
    }
}
