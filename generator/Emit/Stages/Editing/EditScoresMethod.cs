using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>
/// One pass over scores: all their edits, and in a block each lane's largest score of those that are left. The scores of a block lie as
/// [key][lane], those of a row as [key].
/// </summary>
internal sealed record EditScoresMethod(ScoreEdits Edits, EditPart Part, bool LanesAreQueries, int Vectors) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name =>
        $"Edit{(Part == EditPart.Softcap ? "Softcap" : "Scores")}{(LanesAreQueries ? Literal.Int(Vectors) : "OfRow")}";

    /// <inheritdoc/>
    public override string Summary => "Scoring: what comes between the product and the softmax, in one pass.";

    /// <inheritdoc/>
    public override string Parameters =>
        "ref float scores"
        + (KeepsLargest ? ", ref float max" : string.Empty)
        + string.Concat(Operands.Select(operand => $", ref float {operand}"))
        + ", ref ScoreOperands operands, int count"
        + VisibleKeys.Parameter(Edits.NeedPlace);

    /// <inheritdoc/>
    public override string Compilation => Apart;

    private bool KeepsLargest => LanesAreQueries && Part != EditPart.Softcap;

    private IReadOnlyList<ScoreEdit> Steps => EditSteps.Of(Edits, Part, !LanesAreQueries);

    private IEnumerable<string> Operands => Steps.Select(step => step.Operand).OfType<string>();

    /// <summary>The call; operands beside the scores are given by their parameters' names.</summary>
    public string Call(MethodBody body, string scores, string max, string count, string visible) =>
        $"{body.Use(this)}(ref {scores}{(KeepsLargest ? $", ref {max}" : string.Empty)}"
        + string.Concat(Operands.Select(operand => $", ref {operand}"))
        + $", ref operands, {count}{VisibleKeys.Argument(Edits.NeedPlace, visible)});";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        var place = new EditPlace(body, LanesAreQueries, Vectors);
        Lanes lanes = body.Lanes;
        bool distances = Steps.Any(step => step.NeedsDistance);
        if (distances)
        {
            place.WriteDistances();
        }

        foreach (ScoreEdit step in Steps)
        {
            step.WriteBegin(place);
        }

        for (int vector = 0; KeepsLargest && vector < Vectors; vector++)
        {
            body.Code.Line($"var max{Literal.Int(vector)} = {lanes.Broadcast("float.NegativeInfinity")};");
        }

        using (body.Code.Open($"for (; count > 0; count -= {Literal.Int(LanesAreQueries ? 1 : lanes.Count)})"))
        {
            for (int vector = 0; vector < Vectors; vector++)
            {
                WriteVector(place, vector);
            }

            if (distances)
            {
                place.WriteNextDistances();
            }

            foreach (ScoreEdit step in Steps)
            {
                if (step.Operand is { } operand)
                {
                    body.Code.Line(Reference.Advance(operand, step.OperandStep(place)));
                }
            }

            body.Code.Line(Reference.Advance("scores", Vectors * lanes.Count));
        }

        for (int vector = 0; KeepsLargest && vector < Vectors; vector++)
        {
            body.Code.Line(lanes.Store($"max{Literal.Int(vector)}", "max", vector * lanes.Count));
        }
    }

    private void WriteVector(EditPlace place, int vector)
    {
        Lanes lanes = place.Lanes;
        string score = EditPlace.Score(vector);
        place.Body.Code.Line($"var {score} = {lanes.Load("scores", vector * lanes.Count)};");
        foreach (ScoreEdit step in Steps)
        {
            step.Write(place, vector);
        }

        place.Body.Code.Line(lanes.Store(score, "scores", vector * lanes.Count));
        if (KeepsLargest)
        {
            string max = "max" + Literal.Int(vector);
            place.Body.Code.Line($"{max} = {lanes.Max(max, score)};");
        }
    }
}
