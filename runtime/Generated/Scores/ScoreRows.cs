using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AttnGen.Generated;

/// <summary>Scores that the caller asks for, out of the lanes of a block.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ScoreRows
{
    /// <summary>Copies them, unless they are not asked for.</summary>
    /// <param name="scores">The block's scores: [key][lane].</param>
    /// <param name="lanes">The lanes of the block: from one key to the next.</param>
    /// <param name="operands">Where to, and the head.</param>
    /// <param name="query">The first query.</param>
    /// <param name="key">The first key.</param>
    /// <param name="queries">The number of queries.</param>
    /// <param name="count">The number of keys.</param>
    /// <param name="factor">What brings them into natural units.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Copy<T>(
        ref T scores, int lanes, ref ScoreOperands operands, int query, int key, int queries, int count, T factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Unsafe.IsNullRef(ref operands.Scores))
        {
            return;
        }

        for (int lane = 0; lane < queries; lane++)
        {
            nint row = ((nint)operands.Head * operands.Queries) + operands.FirstQuery + query + lane;
            ref T target = ref Unsafe.Add(ref ScoreOperands.As<T>(ref operands.Scores), (row * operands.Keys) + key);
            WeightRows.CopyRow(ref Unsafe.Add(ref scores, lane), lanes, ref target, count, factor);
        }
    }
}
