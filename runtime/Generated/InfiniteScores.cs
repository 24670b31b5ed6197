using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AttnGen.Generated;

/// <summary>
/// Scores of +∞, which no finite maximum can be taken from: a row with exactly one gives it all the weight; several make NaN. The one
/// becomes the largest finite number, beside which every other score vanishes.
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
    public static void Settle<T>(ref T scores, ref T max, ref T maxBefore, int lanes, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        for (int lane = 0; lane < lanes; lane++)
        {
            if (T.IsPositiveInfinity(Unsafe.Add(ref max, lane)))
            {
                bool metBefore = Unsafe.Add(ref maxBefore, lane) == T.MaxValue;
                Unsafe.Add(ref max, lane) = SettleLane(ref Unsafe.Add(ref scores, lane), metBefore, lanes, count);
            }
        }
    }

    private static T SettleLane<T>(ref T scores, bool metBefore, int stride, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        int infinite = metBefore ? 1 : 0;
        for (int key = 0; key < count; key++)
        {
            infinite += T.IsPositiveInfinity(Unsafe.Add(ref scores, (nint)key * stride)) ? 1 : 0;
        }

        T instead = infinite == 1 ? T.MaxValue : T.NaN;
        for (int key = 0; key < count; key++)
        {
            ref T score = ref Unsafe.Add(ref scores, (nint)key * stride);
            score = T.IsPositiveInfinity(score) ? instead : score;
        }

        return instead;
    }
}
