using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>
/// Aggregation: Oᵀ[c][lane] = Σ V[key][c]·P[key][lane]. At once it ends with the division by the sum; online it goes on from the blocks
/// before, shrunk by the correction.
/// </summary>
internal sealed record AggregateMethod : KernelMethod
{
    /// <summary>The vectors that hold one number of each query.</summary>
    public required int Vectors { get; init; }

    /// <summary>The lanes of those vectors.</summary>
    public required int Width { get; init; }

    /// <summary>The size of one head's value.</summary>
    public required int DV { get; init; }

    /// <summary>A value's numbers, cut into tiles.</summary>
    public required RowTiles Tiles { get; init; }

    /// <summary>Whether the keys come in blocks.</summary>
    public required bool IsOnline { get; init; }

    /// <summary>From one value to the next.</summary>
    public required int ValueStride { get; init; }

    /// <inheritdoc/>
    public override string Name => $"AggregateValues{Literal.Int(Vectors)}_Stride{Literal.Int(ValueStride)}";

    /// <inheritdoc/>
    public override string Summary => $"Aggregation: {Literal.Int(DV)} numbers of each value × {Literal.Int(Width)} queries.";

    /// <inheritdoc/>
    public override string Parameters => "ref float value, ref float weights, ref float output, ref float lanes, int keys";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        RowLoop.Write(
            body,
            Tiles,
            Literal.Int(DV),
            (rows, at) => $"{body.Use(Tile(rows))}(ref {at[0]}, ref weights, ref {at[1]}, ref lanes, keys);",
            new RowReference("value", 1),
            new RowReference("output", Width));
    }

    private TileMethod Tile(int rows) => new()
    {
        Stage = "Aggregate",
        Rows = rows,
        Vectors = Vectors,
        Depth = null,
        RowStride = 1,
        DepthStride = ValueStride,
        TargetStride = Width,
        LastLanes = Width / Vectors,
        Start = IsOnline ? TileStart.Carry : TileStart.Zero,
        End = IsOnline ? new StoredEnd() : new ScaledEnd(),
    };
}
