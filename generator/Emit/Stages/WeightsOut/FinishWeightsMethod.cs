namespace AttnGen.Generator.Emit;

/// <summary>
/// The attention weights of one block, asked for by the caller: the rows hold raw scores, which now become 2^(score − max) / sum;
/// keys past the real ones weigh 0. The lanes are keys here.
/// </summary>
internal sealed record FinishWeightsMethod(int Queries, int Keys, bool HasEdge, bool HasHidden) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => $"FinishWeights{Literal.Int(Queries)}";

    /// <inheritdoc/>
    public override string Summary => "Attention weights out: raw scores become 2^(score − max) / sum, masked keys 0.";

    /// <inheritdoc/>
    public override string Parameters =>
        "ref float weights, ref float max, ref float reciprocal, int count" + VisibleKeys.Parameter(HasEdge);

    /// <inheritdoc/>
    public override string Compilation => Apart;

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        Lanes lanes = body.Lanes;
        string exp2 = body.Use(new Exp2Method(lanes.Count, lanes.Number));
        string scalarExp2 = body.Use(new Exp2Method(1, lanes.Number));
        using (body.Code.Open($"for (int query = 0; query < {Literal.Int(Queries)}; query++)"))
        {
            body.Code.Line($"float rowMax = {Reference.At("max", "query")};");
            body.Code.Line($"float rowReciprocal = {Reference.At("reciprocal", "query")};");
            body.Code.Line("int key = 0;");
            string count = HasEdge ? "seen" : "count";
            if (HasEdge)
            {
                body.Code.Line($"int seen = {VisibleKeys.Shared("visible + query", "count")};");
            }

            if (lanes.Count > 1)
            {
                using (body.Code.Open($"for (; key + {Literal.Int(lanes.Count)} <= {count}; key += {Literal.Int(lanes.Count)})"))
                {
                    string score = lanes.Load("weights", lanes.IndexOf("key"));
                    body.Code.Line($"var weight = {Hide(lanes, score, $"{exp2}({score} - {lanes.Broadcast("rowMax")})")};");
                    body.Code.Line(lanes.Store($"weight * {lanes.Broadcast("rowReciprocal")}", "weights", lanes.IndexOf("key")));
                }
            }

            string weight = $"{scalarExp2}({Reference.At("weights", "key")} - rowMax)";
            using (body.Code.Open($"for (; key < {count}; key++)"))
            {
                body.Code.Line($"{Reference.At("weights", "key")} = {Hide(new ScalarLanes(lanes.Number), Reference.At("weights", "key"), weight)} * rowReciprocal;");
            }

            using (body.Code.Open($"for (; key < {Literal.Int(Keys)}; key++)"))
            {
                body.Code.Line($"{Reference.At("weights", "key")} = 0f;");
            }

            body.Code.Line(Reference.Advance("weights", Keys));
        }
    }

    private string Hide(Lanes lanes, string score, string weight) =>
        HasHidden ? lanes.SelectEqual(score, lanes.Broadcast("float.NegativeInfinity"), lanes.Zero, weight) : weight;
}
