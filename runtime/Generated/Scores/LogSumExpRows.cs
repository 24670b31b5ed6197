using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AttnGen.Generated;

/// <summary>ln Σ e^score of rows, from their largest score in base 2 and one over the sum of their exponentials.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LogSumExpRows
{
    /// <summary>Writes those of a block of queries, unless they are not asked for.</summary>
    /// <param name="max">The largest score of each lane.</param>
    /// <param name="reciprocal">One over the sum of each lane; 0 where there is none.</param>
    /// <param name="operands">Where to, and the head.</param>
    /// <param name="query">The first query.</param>
    /// <param name="queries">The number of queries.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Write<T>(ref T max, ref T reciprocal, ref ScoreOperands operands, int query, int queries)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        if (Unsafe.IsNullRef(ref operands.LogSumExp))
        {
            return;
        }

        ref T target = ref At<T>(ref operands, query);
        for (int lane = 0; lane < queries; lane++)
        {
            Unsafe.Add(ref target, lane) = Of(Unsafe.Add(ref max, lane), Unsafe.Add(ref reciprocal, lane));
        }
    }

    /// <summary>The place of one query's, or a place of no use where they are not asked for.</summary>
    /// <param name="operands">Where to, and the head.</param>
    /// <param name="query">The query.</param>
    public static ref float At(ref ScoreOperands operands, int query) => ref At<float>(ref operands, query);

    /// <summary>The same, where the kernel computes in another type.</summary>
    /// <param name="operands">Where to, and the head.</param>
    /// <param name="query">The query.</param>
    public static ref T At<T>(ref ScoreOperands operands, int query)
        where T : unmanaged
    {
        if (Unsafe.IsNullRef(ref operands.LogSumExp))
        {
            return ref Unsafe.As<double, T>(ref s_unused);
        }

        nint row = ((nint)operands.Head * operands.Queries) + operands.FirstQuery + query;
        return ref Unsafe.Add(ref ScoreOperands.As<T>(ref operands.LogSumExp), row);
    }

    /// <summary>One row's. A row that attends to nothing has −∞; one that a score of +∞ takes all of has +∞.</summary>
    /// <param name="max">The largest score, in base 2.</param>
    /// <param name="reciprocal">One over the sum; 0 where there is none.</param>
    public static T Of<T>(T max, T reciprocal)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> =>
        reciprocal == T.Zero ? T.NegativeInfinity
        : max == T.MaxValue ? T.PositiveInfinity
        : (max - Log2(reciprocal)) * T.CreateTruncating(Base2.Ln2);

    // Two interfaces have the logarithm: it is called through the one.
    private static T Log2<T>(T x)
        where T : ILogarithmicFunctions<T> => T.Log2(x);

    [ThreadStatic]
    private static double s_unused;
}
