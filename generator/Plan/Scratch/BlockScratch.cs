namespace AttnGen.Generator.Plan;

/// <summary>
/// Where the pieces of blocks of queries lie in scratch memory, in floats, each on a 64-byte boundary: first what one block after the other
/// uses, then the state that each block keeps from one block of keys to the next.
/// </summary>
internal sealed record BlockScratch
{
    /// <summary>The masks of all blocks are kept up to 256 KB: they are read from the second-level cache beside keys and values.</summary>
    private const int MostMaskBytes = 1 << 18;

    /// <summary>No block has more lanes, on any tier.</summary>
    public const int WidestBlock = 64;

    /// <summary>A head's relative bias, turned round: one number for each distance, then as many as the widest block has lanes.</summary>
    public required int Bias { get; init; }

    /// <summary>
    /// The mask of a block of queries, transposed as its scores are: [keys][lanes]. Where it is kept for all heads, those of all blocks: a
    /// block's starts with its first query. In front of it are as many rows as in front of the scores, where tiles read both.
    /// </summary>
    public required int Mask { get; init; }

    /// <summary>Whether the masks of all blocks stay from one head to the next, which costs reading them once where all heads share one.</summary>
    public required bool KeepsMask { get; init; }

    /// <summary>The factor by which a new maximum shrinks what was summed before; online softmax only.</summary>
    public required int Correction { get; init; }

    /// <summary>Scores, then their exponentials: [keys][lanes]. Some blocks may write one tile of rows in front of it.</summary>
    public required int Scores { get; init; }

    /// <summary>The state of the first block.</summary>
    public required int State { get; init; }

    /// <summary>In the state: queries, transposed: [dK][lanes].</summary>
    public required int Query { get; init; }

    /// <summary>In the state: the largest score of each lane.</summary>
    public required int Max { get; init; }

    /// <summary>In the state: the sum of each lane's exponentials; at the end its reciprocal.</summary>
    public required int Sum { get; init; }

    /// <summary>In the state: output, transposed: [rows][lanes]; none where the output goes out as it comes.</summary>
    public required int Output { get; init; }

    /// <summary>The state of one block.</summary>
    public required int StateLength { get; init; }

    /// <summary>Lays the pieces out.</summary>
    /// <param name="width">The lanes of a block.</param>
    /// <param name="dK">The size of a query.</param>
    /// <param name="outputRows">The rows of the output that is held transposed.</param>
    /// <param name="keyBlock">The keys whose scores are held at once.</param>
    /// <param name="rowsInFront">The rows that may be written in front of the scores.</param>
    /// <param name="online">Whether keys come in blocks.</param>
    /// <param name="edits">What becomes of the scores.</param>
    /// <param name="distances">How many distances there are between a query and a key.</param>
    /// <param name="sharedQueries">The queries of the heads that may share a mask; 0 where there is one head.</param>
    /// <param name="numberBytes">The bytes of a number.</param>
    public static BlockScratch For(
        int width,
        int dK,
        int outputRows,
        int keyBlock,
        int rowsInFront,
        bool online,
        ScoreEdits? edits,
        int distances,
        int sharedQueries,
        int numberBytes)
    {
        long allMasks = (long)keyBlock * (sharedQueries + WidestBlock);
        bool hasMask = edits is { Mask: not MaskKind.None };
        bool keepsMask = hasMask && sharedQueries > 0 && !online && allMasks * numberBytes <= MostMaskBytes;
        var shared = new ScratchLayout();
        int bias = shared.Take(edits is { RelativeBias: true } ? distances + WidestBlock : 0);
        int masksInFront = hasMask && online && edits is { InTiles: true } ? rowsInFront * width : 0;
        int mask = shared.Take(!hasMask ? 0 : keepsMask ? allMasks : masksInFront + ((long)keyBlock * width)) + masksInFront;
        int correction = shared.Take(online ? width : 0);
        int scores = shared.Take((long)(rowsInFront + keyBlock) * width) + (rowsInFront * width);
        var state = new ScratchLayout();
        return new BlockScratch
        {
            Bias = bias,
            Mask = mask,
            KeepsMask = keepsMask,
            Correction = correction,
            Scores = scores,
            State = shared.Length,
            Query = state.Take((long)dK * width),
            Max = state.Take(width),
            Sum = state.Take(width),
            Output = state.Take((long)outputRows * width),
            StateLength = state.Length,
        };
    }

    /// <summary>All of it, for so many blocks at a time.</summary>
    public int LengthFor(int blocks) => checked(State + (blocks * StateLength));
}
