namespace AttnGen.Generator.Emit;

/// <summary>RoPE turns the accumulators, by factors of each row, before they are stored: see the plan's RopeFactors.</summary>
/// <param name="rowStride">From one row's factors to the next one's.</param>
/// <param name="sines">From a row's cosines to its sines.</param>
/// <param name="columns">Where the factors of each vector start.</param>
internal sealed class TurnedEnd(int rowStride, int sines, IReadOnlyList<int> columns) : TileEnd
{
    /// <inheritdoc/>
    public override string Word =>
        $"Rope{Literal.Int(rowStride)}At{string.Join("_", columns.Select(column => Literal.Int(column)))}";

    /// <inheritdoc/>
    public override string Parameters => ", ref float rope";

    /// <summary>Both of a pair must be complete, and they may be in two accumulators.</summary>
    public override void WriteSum(MethodBody body, TileMethod tile, int row, int vector)
    {
        if (vector != tile.Vectors - 1)
        {
            return;
        }

        for (int turned = 0; turned < tile.Vectors; turned++)
        {
            string value = Turned(body.Lanes, row, turned);
            if (tile.StoresWhole(body, turned))
            {
                tile.WriteStore(body, row, turned, value);
                continue;
            }

            string sum = TileMethod.Sum(row, turned);
            body.Code.Line($"{sum} = {value};");
            tile.WriteStore(body, row, turned, sum);
        }
    }

    /// <summary>A pair (a, b) becomes (a·cos − b·sin, b·cos + a·sin).</summary>
    private string Turned(Lanes lanes, int row, int vector)
    {
        int cosines = (row * rowStride) + columns[vector];
        string sum = TileMethod.Sum(row, vector);
        string swapped = lanes.SwapPairs(sum, TileMethod.Sum(row, vector ^ 1));
        return lanes.MultiplyAdd(swapped, lanes.Load("rope", cosines + sines), $"{sum} * {lanes.Load("rope", cosines)}");
    }
}
