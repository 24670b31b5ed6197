namespace AttnGen.Generator.Emit;

/// <summary>The accumulators are stored, and the largest of each lane is kept in <c>lanes</c>.</summary>
internal sealed class LargestEnd : TileEnd
{
    /// <inheritdoc/>
    public override string Word => "AndMax";

    /// <inheritdoc/>
    public override bool HasLanes => true;

    /// <inheritdoc/>
    public override void WriteSum(MethodBody body, TileMethod tile, int row, int vector) =>
        tile.WriteStore(body, row, vector, TileMethod.Sum(row, vector));

    /// <summary>Writes the comparison of all accumulators: trees, so that the comparisons do not wait for each other.</summary>
    public override void WriteEnd(MethodBody body, TileMethod tile)
    {
        Lanes lanes = body.Lanes;
        for (int vector = 0; vector < tile.Vectors; vector++)
        {
            for (int distance = 1; distance < tile.Rows; distance *= 2)
            {
                for (int row = 0; row + distance < tile.Rows; row += 2 * distance)
                {
                    string sum = TileMethod.Sum(row, vector);
                    body.Code.Line($"{sum} = {lanes.Max(sum, TileMethod.Sum(row + distance, vector))};");
                }
            }

            int offset = vector * lanes.Count;
            body.Code.Line(lanes.Store(lanes.Max(lanes.Load("lanes", offset), TileMethod.Sum(0, vector)), "lanes", offset));
        }
    }
}
