using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>
/// The accumulators are scores, and edited: each is edited, stored and compared while it is in a register, one after the other, so that registers
/// become free on the way. Where a softcap meets a score that is not small, the tile stores its scores as they come, and the pass edits them: the long
/// form, written for every accumulator, would be long indeed.
/// </summary>
/// <param name="edits">The edits.</param>
internal sealed class EditedEnd(ScoreEdits edits) : TileEnd
{
    /// <inheritdoc/>
    public override string Word => "EditedAndMax";

    /// <inheritdoc/>
    public override bool HasLanes => true;

    /// <inheritdoc/>
    public override string Parameters => ParametersOf(edits);

    /// <summary>The parameters for the operands that lie beside the scores.</summary>
    public static string ParametersOf(ScoreEdits? edits) =>
        string.Concat(EditSteps.OperandsOfTile(edits).Select(operand => $", ref float {operand}"));

    /// <summary>
    /// Nothing yet. With a softcap, whether any of them is large must be known before the first is edited; and masks were measured 5 % behind where each
    /// was added as soon as its score was complete.
    /// </summary>
    public override void WriteSum(MethodBody body, TileMethod tile, int row, int vector)
    {
    }

    /// <inheritdoc/>
    public override void WriteEnd(MethodBody body, TileMethod tile)
    {
        Lanes lanes = body.Lanes;
        if (edits.Softcap != 0)
        {
            WriteLarge(body, tile);
        }

        for (int vector = 0; vector < tile.Vectors; vector++)
        {
            body.Code.Line($"var max{Literal.Int(vector)} = {lanes.Load("lanes", vector * lanes.Count)};");
        }

        IReadOnlyList<ScoreEdit> steps = EditSteps.OfTile(edits);
        if (steps.Any(step => !step.FitsTile))
        {
            throw new InvalidOperationException("ScoreEdits.InTiles says that tiles make these edits, and one of them does not fit a tile.");
        }

        for (int row = 0; row < tile.Rows; row++)
        {
            var place = new EditPlace(body, LanesAreQueries: true, tile.Vectors, tile.TargetStride) { Row = row };
            for (int vector = 0; vector < tile.Vectors; vector++)
            {
                foreach (ScoreEdit step in steps)
                {
                    step.Write(place, vector);
                }

                string max = "max" + Literal.Int(vector);
                tile.WriteStore(body, row, vector, place.Score(vector));
                body.Code.Line($"{max} = {lanes.Max(max, place.Score(vector))};");
            }
        }

        for (int vector = 0; vector < tile.Vectors; vector++)
        {
            body.Code.Line(lanes.Store("max" + Literal.Int(vector), "lanes", vector * lanes.Count));
        }
    }

    private void WriteLarge(MethodBody body, TileMethod tile)
    {
        Lanes lanes = body.Lanes;
        (int Row, int Vector)[] places = [.. Enumerable.Range(0, tile.Rows * tile.Vectors).Select(place => (place / tile.Vectors, place % tile.Vectors))];

        // NaN comes first, where most machines let it give way: a large score beside it must not be lost. Elsewhere all is NaN, which is not small.
        string largest = lanes.Zero;
        foreach ((int row, int vector) in places)
        {
            string declaration = row == 0 && vector == 0 ? "var " : string.Empty;
            body.Code.Line($"{declaration}largest = {lanes.Max(lanes.Abs(TileMethod.Sum(row, vector)), largest)};");
            largest = "largest";
        }

        using (body.Code.Open($"if (!{lanes.AllLess("largest", new SmallSoftcap(lanes, edits.Softcap).Bound)})"))
        {
            foreach ((int row, int vector) in places)
            {
                tile.WriteStore(body, row, vector, TileMethod.Sum(row, vector));
            }

            body.Code.Line(EditScoresMethod.OfBlock(edits, EditPart.All, tile.Vectors)
                .Call(body, "target", "lanes", Literal.Int(tile.Rows), visible: string.Empty, query: string.Empty, key: string.Empty));
            body.Code.Line("return;");
        }
    }
}
