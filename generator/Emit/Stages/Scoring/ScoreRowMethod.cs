using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>
/// Scoring of one query, all heads: as many keys at a time as a vector has lanes, all heads of them, so that keys are read in the order in
/// which they lie, and those of a group once; then the rest one by one.
/// </summary>
internal sealed record ScoreRowMethod(RowAttentionPlan Plan) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => $"ScoreRow_{Plan.Name}";

    /// <inheritdoc/>
    public override string Summary => $"Scoring: one query × {Literal.Int(Plan.Heads)} heads × keys, {Literal.Int(Plan.DK)} deep.";

    /// <inheritdoc/>
    public override string Parameters => $"ref {AttendHeads.Type(Plan)} key, ref float query, ref float scores, int count";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        WriteKeys(body, body.Tier.Lanes);
        WriteKeys(body, 1);
    }

    private void WriteKeys(MethodBody body, int keys)
    {
        string step = Literal.Int(keys);
        using (body.Code.Open($"for (; count >= {step}; count -= {step})"))
        {
            using (body.Code.Open($"for (int head = 0; head < {Literal.Int(Plan.Heads)}; head++)"))
            {
                string key = Reference.At("key", $"{KeyHead.Of(Plan)} * {Literal.Int(Plan.Layout.Key.HeadStride)}", AttendHeads.Type(Plan));
                string query = Reference.At("query", $"head * {Literal.Int(Plan.Layout.Query.HeadStride)}");
                string score = Reference.At("scores", $"head * {Literal.Int(Plan.ScoreStride)}");
                var dot = new DotMethod(keys, Plan.DK, Plan.Layout.Key.RowStride, Plan.QueryFactor, Plan.Stored);
                body.Code.Line($"{body.Use(dot)}(ref {key}, ref {query}, ref {score});");
            }

            body.Code.Line(Reference.Advance("key", (long)keys * Plan.Layout.Key.RowStride, AttendHeads.Type(Plan)));
            body.Code.Line(Reference.Advance("scores", keys));
        }
    }
}
