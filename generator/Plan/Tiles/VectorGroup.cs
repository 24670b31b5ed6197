namespace AttnGen.Generator.Plan;

/// <summary>So many panels of so many vectors each.</summary>
internal readonly struct VectorGroup(int vectors, int count)
{
    /// <summary>The vectors of each.</summary>
    public int Vectors { get; } = vectors;

    /// <summary>How many.</summary>
    public int Count { get; } = count;
}
