namespace AttnGen.Generator.Plan;

/// <summary>
/// Where the pieces of one block of queries lie in scratch memory, in floats from its start, each on a 64-byte boundary.
/// </summary>
internal sealed record BlockScratch
{
    /// <summary>Queries, transposed: [dK][lanes].</summary>
    public required int Query { get; init; }

    /// <summary>The largest score of each lane.</summary>
    public required int Max { get; init; }

    /// <summary>The sum of each lane's exponentials; at the end its reciprocal.</summary>
    public required int Sum { get; init; }

    /// <summary>The factor by which a new maximum shrinks what was summed before; online softmax only.</summary>
    public required int Correction { get; init; }

    /// <summary>Output, transposed: [rows][lanes]; none where the output goes out as it comes.</summary>
    public required int Output { get; init; }

    /// <summary>Scores, then their exponentials: [keys][lanes]. Online blocks may write one tile of rows in front of it.</summary>
    public required int Scores { get; init; }

    /// <summary>All of it.</summary>
    public required int Length { get; init; }

    /// <summary>Lays the pieces out.</summary>
    public static BlockScratch For(int width, int dK, int outputRows, int keyBlock, int rowsInFront)
    {
        var layout = new ScratchLayout();
        int query = layout.Take((long)dK * width);
        int max = layout.Take(width);
        int sum = layout.Take(width);
        int correction = layout.Take(width);
        int output = layout.Take((long)outputRows * width);
        int scores = layout.Take((long)(rowsInFront + keyBlock) * width) + (rowsInFront * width);
        return new BlockScratch
        {
            Query = query,
            Max = max,
            Sum = sum,
            Correction = correction,
            Output = output,
            Scores = scores,
            Length = layout.Length,
        };
    }
}
