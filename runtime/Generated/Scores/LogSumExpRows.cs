using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AttnGen.Generated;

/// <summary>ln Σ e^score of rows, from their largest score in base 2 and one over the sum of their exponentials.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LogSumExpRows
{
    private const float NaturalLogOf2 = 0.693147182f;

    /// <summary>Writes those of a block of queries, unless they are not asked for.</summary>
    /// <param name="max">The largest score of each lane.</param>
    /// <param name="reciprocal">One over the sum of each lane; 0 where there is none.</param>
    /// <param name="operands">Where to, and the head.</param>
    /// <param name="query">The first query.</param>
    /// <param name="queries">The number of queries.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Write(ref float max, ref float reciprocal, ref ScoreOperands operands, int query, int queries)
    {
        if (Unsafe.IsNullRef(ref operands.LogSumExp))
        {
            return;
        }

        ref float target = ref Unsafe.Add(ref operands.LogSumExp, ((nint)operands.Head * operands.Queries) + operands.FirstQuery + query);
        for (int lane = 0; lane < queries; lane++)
        {
            Unsafe.Add(ref target, lane) = Of(Unsafe.Add(ref max, lane), Unsafe.Add(ref reciprocal, lane));
        }
    }

    /// <summary>The place of one query's, or a place of no use where they are not asked for.</summary>
    /// <param name="operands">Where to, and the head.</param>
    /// <param name="query">The query.</param>
    public static ref float At(ref ScoreOperands operands, int query)
    {
        if (Unsafe.IsNullRef(ref operands.LogSumExp))
        {
            return ref s_unused;
        }

        return ref Unsafe.Add(ref operands.LogSumExp, ((nint)operands.Head * operands.Queries) + operands.FirstQuery + query);
    }

    /// <summary>One row's. A row that attends to nothing has −∞; one that a score of +∞ takes all of has +∞.</summary>
    /// <param name="max">The largest score, in base 2.</param>
    /// <param name="reciprocal">One over the sum; 0 where there is none.</param>
    public static float Of(float max, float reciprocal) =>
        reciprocal == 0f ? float.NegativeInfinity
        : max == float.MaxValue ? float.PositiveInfinity
        : (max - MathF.Log2(reciprocal)) * NaturalLogOf2;

    [ThreadStatic]
    private static float s_unused;
}
