namespace AttnGen.Generator.Plan;

/// <summary>Some numbers of a row that one vector holds.</summary>
internal readonly struct VectorPiece(int start, int lanes)
{
    /// <summary>The first of them.</summary>
    public int Start { get; } = start;

    /// <summary>How many: a whole vector, or a power of two from 4 on, or one.</summary>
    public int Lanes { get; } = lanes;

    /// <summary>Cuts a row into whole vectors and the pieces of what is left.</summary>
    public static IReadOnlyList<VectorPiece> Of(int size, int lanes)
    {
        const int SmallestVector = 4;
        var pieces = new List<VectorPiece>();
        int start = 0;
        for (int width = lanes; start < size; width = width > SmallestVector ? width / 2 : 1)
        {
            for (; start + width <= size; start += width)
            {
                pieces.Add(new VectorPiece(start, width));
            }
        }

        return pieces;
    }
}
