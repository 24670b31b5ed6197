using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>All queries, one after the other, each with all heads.</summary>
internal sealed record AttendRowsMethod(RowAttentionPlan Plan) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => Plan.Name;

    /// <inheritdoc/>
    public override string Summary =>
        $"All heads, query after query: {Literal.Int(Plan.Queries)} queries × {Literal.Int(Plan.Heads)} heads × {Literal.Int(Plan.Keys)} keys.";

    /// <inheritdoc/>
    public override string Parameters => AttendHeads.Parameters(Plan);

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        body.Code.Line(Reference.Declare("reciprocal", "scratch", Plan.ReciprocalStart));
        new RowEdits(Plan).WriteBegin(body);
        if (Plan.Queries == 1)
        {
            using (body.Code.Open("if (queries != 0)"))
            {
                WriteQuery(body);
            }

            return;
        }

        using (body.Code.Open("for (int row = 0; row < queries; row++)"))
        {
            WriteQuery(body);
            body.Code.Line(Reference.Advance("query", Plan.Layout.Query.RowStride));
            body.Code.Line(Reference.Advance("output", Plan.Layout.Output.RowStride));
            if (Plan.OffersWeights)
            {
                body.Code.Line(Reference.Advance("weights", Plan.Keys));
            }
        }
    }

    private string Keys => SkipsKeys ? "seen" : "keys";

    private bool SkipsKeys => Plan.HasEdge || Plan.Edits is { SkipKeys: true };

    private bool SkipsFirst => Plan.Edits is { SkipKeys: true } && Plan.Visibility.Left >= 0;

    private string Place => Plan.Queries == 1 ? "visible" : "visible + row";

    private string Key(string reference, int stride) => SkipsFirst ? Reference.At(reference, $"skip * {Literal.Int(stride)}", AttendHeads.Type(Plan)) : reference;

    private void WriteQuery(MethodBody body)
    {
        if (SkipsKeys)
        {
            string seen = Plan.HasEdge ? VisibleKeys.Shared(Place, "keys") : VisibleKeys.OfAny(Plan.Visibility, Place, 1, "keys");
            body.Code.Line($"int seen = {seen};");
        }

        if (SkipsFirst)
        {
            body.Code.Line($"int skip = {VisibleKeys.BeforeAny(Plan.Visibility, Place, "seen")};");
            body.Code.Line("seen -= skip;");
        }

        string eachHead = $"for (int head = 0; head < {Literal.Int(Plan.Heads)}; head++)";
        string stride = Literal.Int(Plan.ScoreStride);
        string key = Key("key", Plan.Layout.Key.RowStride);
        body.Code.Line($"{body.Use(new ScoreRowMethod(Plan))}(ref {key}, ref query, ref scratch, {Keys});");
        var edits = new RowEdits(Plan);
        using (body.Code.Open(eachHead))
        {
            string scores = Reference.At("scratch", $"head * {stride}");
            string first = SkipsFirst ? "skip" : "0";
            edits.Write(body, scores, Plan.Queries == 1 ? "0" : "row", first, Keys, SkipsFirst ? $"{Place} - skip" : Place);
            string sink = Plan.Sink != SinkKind.None ? ", operands.SinkScore" : string.Empty;
            var softmax = new SoftmaxRowMethod(Plan.Edits is { HideKeys: true }, Plan.Sink != SinkKind.None, Plan.OffersLogSumExp);
            string logSumExp = Plan.OffersLogSumExp
                ? $", ref LogSumExpRows.At{body.Lanes.Number.Argument}(ref operands, {(Plan.Queries == 1 ? "0" : "row")})"
                : string.Empty;
            body.Code.Line(
                $"{body.Use(softmax)}(ref {scores}, ref {Reference.At("reciprocal", "head")}, {Keys}{sink}{logSumExp});");
        }

        var aggregate = new AggregateRowMethod(Plan);
        if (Plan.HeadsTogether == Plan.Heads)
        {
            string value = Key("value", Plan.Layout.Value.RowStride);
            body.Code.Line($"{body.Use(aggregate)}(ref {value}, ref scratch, ref output, ref reciprocal, {Seen});");
        }
        else
        {
            using (body.Code.Open($"for (int head = 0; head < {Literal.Int(Plan.Heads)}; head += {Literal.Int(Plan.HeadsTogether)})"))
            {
                string value = Reference.At(Key("value", Plan.Layout.Value.RowStride), $"{KeyHead.Of(Plan)} * {Literal.Int(Plan.Layout.Value.HeadStride)}", AttendHeads.Type(Plan));
                string scores = Reference.At("scratch", $"head * {stride}");
                string output = Reference.At("output", $"head * {Literal.Int(Plan.Layout.Output.HeadStride)}");
                string reciprocal = Reference.At("reciprocal", "head");
                body.Code.Line($"{body.Use(aggregate)}(ref {value}, ref {scores}, ref {output}, ref {reciprocal}, {Seen});");
            }
        }

        edits.WriteUnfinished(body, eachHead, Key("value", Plan.Layout.Value.RowStride), Keys);

        if (Plan.OffersWeights)
        {
            WriteWeights(body, eachHead, stride);
        }
    }

    /// <summary>The keys whose values are summed: none where a value that is not finite might meet a weight of 0.</summary>
    private string Seen => Plan.Edits is { HideKeys: true } ? $"operands.Finite ? {Keys} : 0" : Keys;

    private void WriteWeights(MethodBody body, string eachHead, string stride)
    {
        using (body.Code.Open("if (weighted)"))
        {
            using (body.Code.Open(eachHead))
            {
                string scores = Reference.At("scratch", $"head * {stride}");
                string rows = Reference.At("weights", $"head * {Literal.Int(Plan.WeightsHeadStride)}");
                string stored = Literal.Int(Plan.Keys);
                string reciprocal = Reference.At("reciprocal", "head");
                body.Code.Line(SkipsFirst
                    ? $"WeightRows.FinishBehind(ref {scores}, ref {reciprocal}, 1, ref {rows}, {stored}, 1, skip, {Keys});"
                    : $"WeightRows.Finish(ref {scores}, ref {reciprocal}, 1, ref {rows}, {stored}, 1, {Keys});");
            }
        }
    }
}
