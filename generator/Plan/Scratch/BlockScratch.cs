namespace AttnGen.Generator.Plan;

/// <summary>
/// Where the pieces of blocks of queries lie in scratch memory, in floats, each on a 64-byte boundary: first what one block after the other
/// uses, then the state that each block keeps from one block of keys to the next.
/// </summary>
internal sealed record BlockScratch
{
    /// <summary>The factor by which a new maximum shrinks what was summed before; online softmax only.</summary>
    public required int Correction { get; init; }

    /// <summary>Scores, then their exponentials: [keys][lanes]. Online blocks may write one tile of rows in front of it.</summary>
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
    public static BlockScratch For(int width, int dK, int outputRows, int keyBlock, int rowsInFront)
    {
        var shared = new ScratchLayout();
        int correction = shared.Take(rowsInFront > 0 ? width : 0);
        int scores = shared.Take((long)(rowsInFront + keyBlock) * width) + (rowsInFront * width);
        var state = new ScratchLayout();
        return new BlockScratch
        {
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
