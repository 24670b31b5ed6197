using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>
/// One pass over scores: all their edits, and in a block those that are left join each lane's largest score. The scores of a block lie as
/// [key][lane], those of a row as [key].
/// </summary>
/// <param name="Edits">The edits.</param>
/// <param name="Part">The part of them that is written.</param>
/// <param name="LanesAreQueries">Whether it is for a block, else for a row.</param>
/// <param name="Vectors">The vectors of one step.</param>
/// <param name="Columns">How many such steps lie side by side in a block, each of which has a pass of its own; 1 for all in one pass.</param>
internal sealed record EditScoresMethod(ScoreEdits Edits, EditPart Part, bool LanesAreQueries, int Vectors, int Columns) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name =>
        $"Edit{(Part == EditPart.Softcap ? "Softcap" : "Scores")}{(LanesAreQueries ? Literal.Int(Vectors) : "OfRow")}"
        + (Columns > 1 ? "OfEach" + Literal.Int(Columns) : string.Empty);

    /// <inheritdoc/>
    public override string Summary => "Scoring: what comes between the product and the softmax, in one pass.";

    /// <inheritdoc/>
    public override string Parameters =>
        "ref float scores"
        + (KeepsLargest ? ", ref float max" : string.Empty)
        + string.Concat(Operands.Select(operand => $", ref float {operand}"))
        + (NeedsOperands ? ", ref ScoreOperands operands" : string.Empty)
        + ", int count"
        + VisibleKeys.Parameter(Edits.NeedDistances)
        + (NeedsNumbers ? ", int firstQuery, int firstKey" : string.Empty);

    /// <inheritdoc/>
    public override string Compilation => Apart;

    private bool KeepsLargest => LanesAreQueries && Part != EditPart.Softcap;

    private bool NeedsNumbers => Steps.Any(step => step.NeedsNumbers);

    private bool NeedsOperands => Steps.Any(step => step.NeedsOperands);

    private IReadOnlyList<ScoreEdit> Steps => EditSteps.Of(Edits, Part, !LanesAreQueries);

    private IEnumerable<string> Operands => EditSteps.Operands(Steps);

    /// <summary>
    /// The edits of a block. A modifier may be long, and what the just-in-time compiler inlines into one method is limited: it stands there
    /// once, for one vector, and vectors that lie side by side have one pass after the other.
    /// </summary>
    public static EditScoresMethod OfBlock(ScoreEdits edits, EditPart part, int vectors) => edits.Modifier is null || part == EditPart.Softcap
        ? new EditScoresMethod(edits, part, LanesAreQueries: true, vectors, Columns: 1)
        : new EditScoresMethod(edits, part, LanesAreQueries: true, Vectors: 1, Columns: vectors);

    /// <summary>The edits of a row.</summary>
    public static EditScoresMethod OfRow(ScoreEdits edits, EditPart part) => new(edits, part, LanesAreQueries: false, Vectors: 1, Columns: 1);

    /// <summary>The call; operands beside the scores are given by their parameters' names.</summary>
    public string Call(MethodBody body, string scores, string max, string count, string visible, string query, string key)
    {
        string step = Literal.Int(Vectors * body.Lanes.Count);
        string loop = Columns == 1 ? string.Empty : $"for (int lane = 0; lane < {Literal.Int(Width(body))}; lane += {step}) ";
        string Column(string reference) => Columns == 1 ? reference : Reference.At(reference, "lane");
        string Query(string place) => Columns == 1 ? place : place + " + lane";
        return $"{loop}{body.Use(this)}(ref {Column(scores)}{(KeepsLargest ? $", ref {Column(max)}" : string.Empty)}"
            + string.Concat(Operands.Select(operand => $", ref {Column(operand)}"))
            + $"{(NeedsOperands ? ", ref operands" : string.Empty)}, {count}{VisibleKeys.Argument(Edits.NeedDistances, Query(visible))}"
            + $"{(NeedsNumbers ? $", {Query(query)}, {key}" : string.Empty)});";
    }

    private int Width(MethodBody body) => Vectors * Columns * body.Lanes.Count;

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        var place = new EditPlace(body, LanesAreQueries, Vectors, Width(body));
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
            body.Code.Line($"var max{Literal.Int(vector)} = {lanes.Load("max", vector * lanes.Count)};");
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

            if (NeedsNumbers)
            {
                body.Code.Line($"firstKey += {Literal.Int(LanesAreQueries ? 1 : lanes.Count)};");
            }

            foreach (ScoreEdit step in Steps)
            {
                if (step.Operand is { } operand)
                {
                    body.Code.Line(Reference.Advance(operand, step.OperandStep(place)));
                }
            }

            body.Code.Line(Reference.Advance("scores", Width(body)));
        }

        for (int vector = 0; KeepsLargest && vector < Vectors; vector++)
        {
            body.Code.Line(lanes.Store($"max{Literal.Int(vector)}", "max", vector * lanes.Count));
        }
    }

    private void WriteVector(EditPlace place, int vector)
    {
        Lanes lanes = place.Lanes;
        string score = place.Score(vector);
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
