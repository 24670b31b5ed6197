using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>
/// The end of a tile whose scores are edited: each is edited, stored and compared while it is in a register, one after the other, so that registers
/// become free on the way. Where a softcap meets a score that is not small, the tile stores its scores as they come, and the pass edits them: the long
/// form, written for every accumulator, would be long indeed.
/// </summary>
/// <param name="edits">The edits.</param>
/// <param name="rows">The keys of the tile.</param>
/// <param name="vectors">The vectors of queries.</param>
/// <param name="stride">From one key's scores to the next one's.</param>
internal sealed class TileEdits(ScoreEdits edits, int rows, int vectors, int stride)
{
    /// <summary>The parameters for the operands that lie beside the scores.</summary>
    public static string Parameters(ScoreEdits? edits) =>
        string.Concat(EditSteps.OperandsOfTile(edits).Select(operand => $", ref float {operand}"));

    /// <summary>Writes it.</summary>
    public void Write(MethodBody body)
    {
        Lanes lanes = body.Lanes;
        if (edits.Softcap != 0)
        {
            WriteLarge(body);
        }

        for (int vector = 0; vector < vectors; vector++)
        {
            body.Code.Line($"var max{Literal.Int(vector)} = {lanes.Load("lanes", vector * lanes.Count)};");
        }

        IReadOnlyList<ScoreEdit> steps = EditSteps.OfTile(edits);
        if (steps.Any(step => !step.FitsTile))
        {
            throw new InvalidOperationException("ScoreEdits.InTiles says that tiles make these edits, and one of them does not fit a tile.");
        }

        for (int row = 0; row < rows; row++)
        {
            var place = new EditPlace(body, LanesAreQueries: true, vectors, stride) { Row = row };
            for (int vector = 0; vector < vectors; vector++)
            {
                foreach (ScoreEdit step in steps)
                {
                    step.Write(place, vector);
                }

                string max = "max" + Literal.Int(vector);
                body.Code.Line(Store(lanes, row, vector));
                body.Code.Line($"{max} = {lanes.Max(max, place.Score(vector))};");
            }
        }

        for (int vector = 0; vector < vectors; vector++)
        {
            body.Code.Line(lanes.Store("max" + Literal.Int(vector), "lanes", vector * lanes.Count));
        }
    }

    private void WriteLarge(MethodBody body)
    {
        Lanes lanes = body.Lanes;
        (int Row, int Vector)[] places = [.. Enumerable.Range(0, rows * vectors).Select(place => (place / vectors, place % vectors))];

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
                body.Code.Line(Store(lanes, row, vector));
            }

            body.Code.Line(EditScoresMethod.OfBlock(edits, EditPart.All, vectors)
                .Call(body, "target", "lanes", Literal.Int(rows), visible: string.Empty, query: string.Empty, key: string.Empty));
            body.Code.Line("return;");
        }
    }

    private string Store(Lanes lanes, int row, int vector) =>
        lanes.Store(TileMethod.Sum(row, vector), "target", (row * stride) + (vector * lanes.Count));
}
