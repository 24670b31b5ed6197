namespace AttnGen.Generator.Plan;

/// <summary>Equal panels that follow each other.</summary>
internal sealed record ProjectionPanels
{
    /// <summary>The first output feature.</summary>
    public required int FirstOutput { get; init; }

    /// <summary>The vectors of one panel.</summary>
    public required int Vectors { get; init; }

    /// <summary>The floats of one row of a panel.</summary>
    public required int Width { get; init; }

    /// <summary>The floats of one panel, its bias included.</summary>
    public required int Length { get; init; }

    /// <summary>How many panels.</summary>
    public required int Count { get; init; }

    /// <summary>
    /// How many lanes of a panel's last vector are stored: all but where the target's rows end inside the vector and the next float is
    /// not ours to write.
    /// </summary>
    public required int LastLanes { get; init; }

    /// <summary>The tokens of a block, cut into tiles.</summary>
    public required RowTiles Rows { get; init; }

    /// <summary>How many numbers of the next panel each tile asks for while it multiplies, so that all tiles together ask for all; 0 for none.</summary>
    public required int Ahead { get; init; }
}
