using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AttnGen.Generated;

/// <summary>
/// Scores of +∞, which no finite maximum can be taken from: a row with exactly one gives it all the weight; several make NaN. The one
/// becomes the largest finite float, beside which every other score vanishes.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class InfiniteScores
{
    /// <summary>Settles the rows of a block whose largest score is +∞; the others stay as they are.</summary>
    /// <param name="scores">The block's scores: [key][lane].</param>
    /// <param name="max">The largest of each lane among them.</param>
    /// <param name="maxBefore">The largest of each lane among the keys before these; where there are none, <paramref name="max"/> again.</param>
    /// <param name="lanes">The number of lanes: the distance from one key to the next.</param>
    /// <param name="count">The number of keys.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Settle(ref float scores, ref float max, ref float maxBefore, int lanes, int count)
    {
        for (int lane = 0; lane < lanes; lane++)
        {
            if (float.IsPositiveInfinity(Unsafe.Add(ref max, lane)))
            {
                bool metBefore = Unsafe.Add(ref maxBefore, lane) == float.MaxValue;
                Unsafe.Add(ref max, lane) = SettleLane(ref Unsafe.Add(ref scores, lane), metBefore, lanes, count);
            }
        }
    }

    private static float SettleLane(ref float scores, bool metBefore, int stride, int count)
    {
        int infinite = metBefore ? 1 : 0;
        for (int key = 0; key < count; key++)
        {
            infinite += float.IsPositiveInfinity(Unsafe.Add(ref scores, (nint)key * stride)) ? 1 : 0;
        }

        float instead = infinite == 1 ? float.MaxValue : float.NaN;
        for (int key = 0; key < count; key++)
        {
            ref float score = ref Unsafe.Add(ref scores, (nint)key * stride);
            score = float.IsPositiveInfinity(score) ? instead : score;
        }

        return instead;
    }
}
