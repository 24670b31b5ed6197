using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AttnGen.Generated;

/// <summary>How the length of a mask tells its shape: masks are aligned to the right over [heads, queries, keys].</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ScoreMask
{
    /// <summary>Throws unless a mask has one of the lengths that the shape gives it; says from which to which row it goes.</summary>
    /// <param name="length">The length of the mask.</param>
    /// <param name="maskKeys">The keys of one row.</param>
    /// <param name="operands">Takes the strides.</param>
    /// <param name="heads">The heads of the shape.</param>
    /// <param name="queries">The queries of the shape.</param>
    /// <param name="keys">The keys of the shape.</param>
    /// <exception cref="ArgumentOutOfRangeException">A row has no keys, or more than the shape.</exception>
    /// <exception cref="ArgumentException">The length is none of keys, queries × keys and heads × queries × keys.</exception>
    public static void Check(int length, int maskKeys, ref ScoreOperands operands, int heads, int queries, int keys)
    {
        if ((uint)(maskKeys - 1) >= (uint)keys)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maskKeys), maskKeys, $"maskKeys must lie in 1 … {keys}, the keys of the shape.");
        }

        operands.MaskKeys = maskKeys;
        long rows = length % maskKeys == 0 ? length / maskKeys : -1;
        operands.MaskQueryStride = rows == 1 && queries > 1 ? 0 : maskKeys;
        operands.MaskHeadStride = rows == (long)heads * queries && heads > 1 ? (nint)queries * maskKeys : 0;
        bool fits = rows == 1 || rows == queries || rows == (long)heads * queries;
        if (!fits)
        {
            // The argument is named as the caller of the kernel knows it.
#pragma warning disable CA2208
            throw new ArgumentException(
                $"mask must hold maskKeys = {maskKeys}, n × maskKeys = {queries} × {maskKeys} or heads × n × maskKeys = "
                + $"{heads} × {queries} × {maskKeys} elements, but holds {length}.",
                "mask");
        }
    }
}
