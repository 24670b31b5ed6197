using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>
/// Aggregation: Oᵀ[c][lane] = Σ V[key][c]·P[key][lane]. At once it ends with the division by the sum; online it goes on from the blocks
/// before, shrunk by the correction.
/// </summary>
internal sealed record AggregateMethod(BlockPlan Block, int ValueStride) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => $"AggregateValues{Literal.Int(Block.Vectors)}_Stride{Literal.Int(ValueStride)}";

    /// <inheritdoc/>
    public override string Summary => $"Aggregation: {Literal.Int(Block.DV)} numbers of each value × {Literal.Int(Block.Width)} queries.";

    /// <inheritdoc/>
    public override string Parameters => "ref float value, ref float weights, ref float output, ref float lanes, int keys";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        body.Code.Line($"const int count = {Literal.Int(Block.DV)};");
        RowLoop.Write(
            body,
            Block.ValueTiles,
            rows => $"{body.Use(Tile(rows))}(ref value, ref weights, ref output, ref lanes, keys);",
            ("value", 1),
            ("output", Block.Width));
    }

    private TileMethod Tile(int rows) => new()
    {
        Stage = "Aggregate",
        Rows = rows,
        Vectors = Block.Vectors,
        Depth = null,
        RowStride = 1,
        DepthStride = ValueStride,
        TargetStride = Block.Width,
        LastLanes = Block.Width / Block.Vectors,
        Start = Block.IsOnline ? TileStart.Carry : TileStart.Zero,
        Finish = Block.IsOnline ? TileFinish.Store : TileFinish.StoreScaled,
    };
}
