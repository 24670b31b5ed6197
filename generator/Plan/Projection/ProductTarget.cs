namespace AttnGen.Generator.Plan;

/// <summary>
/// Where the outputs of a product go: in parts, each of which holds the same columns of all tokens, row behind row. One part of all columns is
/// the common row-major matrix; parts as wide as a head put each head's rows together.
/// </summary>
internal readonly struct ProductTarget(int width, int partStride)
{
    /// <summary>The columns of a part, which is also the distance from one of its rows to the next.</summary>
    public int Width { get; } = width;

    /// <summary>From one part to the next; 0 where there is one.</summary>
    public int PartStride { get; } = partStride;

    /// <summary>Whether there are several parts.</summary>
    public bool HasParts => PartStride != 0;
}
