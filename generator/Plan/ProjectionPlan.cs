namespace AttnGen.Generator.Plan;

/// <summary>
/// One product of row-major tokens with packed weights. Lanes are output features; rows are tokens; panels of weights stay in the cache
/// while all tokens pass by.
/// </summary>
internal sealed record ProjectionPlan
{
    /// <summary>What is projected: the method's name.</summary>
    public required string Name { get; init; }

    /// <summary>The number of tokens.</summary>
    public required int Tokens { get; init; }

    /// <summary>The width of a token: the depth of the product.</summary>
    public required int Inputs { get; init; }

    /// <summary>The number of output features, which is also the distance from one output row to the next.</summary>
    public required int Outputs { get; init; }

    /// <summary>Whether each panel has a row for the bias.</summary>
    public required bool Bias { get; init; }

    /// <summary>
    /// The tokens that pass by all panels before the next ones do: as many as stay in the second-level cache. Fewer than all only where
    /// all of them would not.
    /// </summary>
    public required int TokenBlock { get; init; }

    /// <summary>Whether the tokens come in blocks.</summary>
    public bool IsBlocked => TokenBlock < Tokens;

    /// <summary>The panels, in order.</summary>
    public required IReadOnlyList<ProjectionPanels> Panels { get; init; }

    /// <summary>The floats of all packed panels.</summary>
    public long PackedLength => Panels.Sum(panels => (long)panels.Count * panels.Length);
}

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
}
