using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>
/// Aggregation with features in the lanes: O[query][lane] = Σ P[key][query]·V[key][lane]. At once it ends with the division by the sum;
/// online it goes on from the blocks before, shrunk by the correction. <c>factors</c> holds one of these for each query.
/// </summary>
internal sealed record AggregateFeaturesMethod : KernelMethod
{
    /// <summary>The queries.</summary>
    public required int Queries { get; init; }

    /// <summary>From one key's weights to the next.</summary>
    public required int Width { get; init; }

    /// <summary>The queries, cut into tiles.</summary>
    public required RowTiles Tiles { get; init; }

    /// <summary>A value's numbers, cut into panels.</summary>
    public required EquatableArray<FeaturePanel> Panels { get; init; }

    /// <summary>Whether the keys come in blocks.</summary>
    public required bool IsOnline { get; init; }

    /// <summary>From one value to the next.</summary>
    public required int ValueStride { get; init; }

    /// <summary>From one query's output to the next.</summary>
    public required int OutputStride { get; init; }

    /// <summary>Whether queries may see different keys: a tile ends with the last key that any of its own sees.</summary>
    public bool HasEdge { get; init; }

    /// <inheritdoc/>
    public override string Name =>
        $"AggregateFeatures{Literal.Int(Queries)}of{Literal.Int(Width)}_Stride{Literal.Int(ValueStride)}To{Literal.Int(OutputStride)}";

    /// <inheritdoc/>
    public override string Summary => $"Aggregation: {Literal.Int(Queries)} queries × {Literal.Int(Panels.Count)} panels of value numbers.";

    /// <inheritdoc/>
    public override string Parameters =>
        "ref float value, ref float weights, ref float output, ref float factors, int keys"
        + VisibleKeys.Parameter(HasEdge);

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        foreach (FeaturePanel panel in Panels)
        {
            string value = Reference.At("value", panel.First);
            string first = Literal.Int(panel.First);
            body.Code.Line($"ref float output{first} = ref {Reference.At("output", panel.First)};");
            RowLoop.Write(
                body,
                Tiles,
                Literal.Int(Queries),
                (rows, row, at) => $"{body.Use(Tile(panel, rows, body.Tier.Lanes))}"
                    + $"(ref {at[0]}, ref {value}, ref {at[1]}, ref {at[2]}, {Depth(row, rows)});",
                new RowReference("weights", 1),
                new RowReference("output" + first, OutputStride),
                new RowReference("factors", 1));
        }
    }

    private string Depth(string row, int rows) => HasEdge ? VisibleKeys.OfAny($"visible + {row}", rows, "keys") : "keys";

    private TileMethod Tile(FeaturePanel panel, int rows, int lanes) => new()
    {
        Stage = "Aggregate",
        Rows = rows,
        Vectors = panel.Vectors,
        Depth = null,
        RowStride = 1,
        DepthStride = Width,
        PanelStride = ValueStride,
        LastVectorStart = panel.LastVectorStart,
        TargetStride = OutputStride,
        LastLanes = lanes,
        FactorsOfRows = true,
        Start = IsOnline ? TileStart.Carry : TileStart.Zero,
        End = IsOnline ? new StoredEnd() : new ScaledEnd(),
    };
}
