namespace AttnGen.Generator.Plan;

/// <summary>
/// Where the outputs of a product go: in parts, each of which holds the same columns of all tokens, row behind row. One part of all columns is
/// the common row-major matrix; parts as wide as a head put each head's rows together.
/// </summary>
/// <param name="Width">The columns of a part, which is also the distance from one of its rows to the next.</param>
/// <param name="PartStride">From one part to the next; 0 where there is one.</param>
internal readonly record struct ProductTarget(int Width, int PartStride)
{
    /// <summary>Whether there are several parts.</summary>
    public bool HasParts => PartStride != 0;
}
