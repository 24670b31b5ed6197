namespace AttnGen.Generator.Emit;

/// <summary>A reference that moves with the rows of a tile loop.</summary>
internal readonly struct RowReference(string name, int stride)
{
    /// <summary>The reference to the first row.</summary>
    public string Name { get; } = name;

    /// <summary>From one row to the next.</summary>
    public int Stride { get; } = stride;
}
