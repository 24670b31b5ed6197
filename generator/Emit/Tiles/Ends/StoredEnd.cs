namespace AttnGen.Generator.Emit;

/// <summary>The accumulators are stored.</summary>
internal sealed class StoredEnd : TileEnd
{
    /// <inheritdoc/>
    public override void WriteSum(MethodBody body, TileMethod tile, int row, int vector) =>
        tile.WriteStore(body, row, vector, TileMethod.Sum(row, vector));
}
