namespace AttnGen.Generator.Emit;

/// <summary>The accumulators are stored, times the factors in <c>lanes</c>.</summary>
internal sealed class ScaledEnd : TileEnd
{
    private const string Factor = "scale";

    /// <inheritdoc/>
    public override string Word => "Scaled";

    /// <inheritdoc/>
    public override bool HasLanes => true;

    /// <inheritdoc/>
    public override void WriteBegin(MethodBody body, TileMethod tile) => tile.WriteFactorsOfLanes(body, Factor);

    /// <inheritdoc/>
    public override void WriteSum(MethodBody body, TileMethod tile, int row, int vector)
    {
        if (vector == 0)
        {
            tile.WriteFactorOfRow(body, Factor, row);
        }

        tile.WriteStore(body, row, vector, $"{TileMethod.Sum(row, vector)} * {tile.Factor(Factor, row, vector)}");
    }
}
