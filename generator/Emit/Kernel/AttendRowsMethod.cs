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

    private string Keys => Plan.Visibility.HasEdge ? "seen" : "keys";

    private void WriteQuery(MethodBody body)
    {
        if (Plan.Visibility.HasEdge)
        {
            body.Code.Line($"int seen = {VisibleKeys.Shared(Plan.Queries == 1 ? "visible" : "visible + row", "keys")};");
        }

        string eachHead = $"for (int head = 0; head < {Literal.Int(Plan.Heads)}; head++)";
        string stride = Literal.Int(Plan.ScoreStride);
        body.Code.Line($"{body.Use(new ScoreRowMethod(Plan))}(ref key, ref query, ref scratch, {Keys});");
        using (body.Code.Open(eachHead))
        {
            string scores = Reference.At("scratch", $"head * {stride}");
            body.Code.Line($"{body.Use(new SoftmaxRowMethod())}(ref {scores}, ref {Reference.At("reciprocal", "head")}, {Keys});");
        }

        var aggregate = new AggregateRowMethod(Plan);
        if (Plan.HeadsTogether == Plan.Heads)
        {
            body.Code.Line($"{body.Use(aggregate)}(ref value, ref scratch, ref output, ref reciprocal, {Keys});");
        }
        else
        {
            using (body.Code.Open($"for (int head = 0; head < {Literal.Int(Plan.Heads)}; head += {Literal.Int(Plan.HeadsTogether)})"))
            {
                string keyHead = Plan.GroupSize == 1 ? "head" : $"head / {Literal.Int(Plan.GroupSize)}";
                string value = Reference.At("value", $"{keyHead} * {Literal.Int(Plan.Layout.Value.HeadStride)}");
                string scores = Reference.At("scratch", $"head * {stride}");
                string output = Reference.At("output", $"head * {Literal.Int(Plan.Layout.Output.HeadStride)}");
                string reciprocal = Reference.At("reciprocal", "head");
                body.Code.Line($"{body.Use(aggregate)}(ref {value}, ref {scores}, ref {output}, ref {reciprocal}, {Keys});");
            }
        }

        if (Plan.OffersWeights)
        {
            WriteWeights(body, eachHead, stride);
        }
    }

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
                body.Code.Line($"WeightRows.Finish(ref {scores}, ref {reciprocal}, 1, ref {rows}, {stored}, 1, {Keys});");
            }
        }
    }
}
