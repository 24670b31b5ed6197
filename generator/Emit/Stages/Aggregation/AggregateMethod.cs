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
        RowLoop.Write(
            body,
            Block.ValueTiles,
            Literal.Int(Block.DV),
            (rows, at) => $"{body.Use(Tile(rows))}(ref {at[0]}, ref weights, ref {at[1]}, ref lanes, keys);",
            new RowReference("value", 1),
            new RowReference("output", Block.Width));
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
