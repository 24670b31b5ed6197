namespace AttnGen.Generator.Emit;

/// <summary>
/// Softmax of one query's scores, with keys in the lanes: 2^(score − max) in place, and one over the sum. The last vector is filled up with
/// −∞, whose exponentials vanish beside the largest. Without keys the reciprocal is 0.
/// </summary>
/// <param name="HasHidden">Whether a score of −∞ is hidden.</param>
/// <param name="HasSink">Whether a logit without a value joins the row.</param>
/// <param name="OffersLogSumExp">Whether ln Σ e^score is given out.</param>
internal sealed record SoftmaxRowMethod(bool HasHidden, bool HasSink, bool OffersLogSumExp) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => "SoftmaxRow";

    /// <inheritdoc/>
    public override string Summary => "Softmax of one row: 2^(score − max) in place, and one over the sum.";

    /// <inheritdoc/>
    public override string Parameters =>
        "ref float scores, ref float reciprocal, int count"
        + (HasSink ? ", float sink" : string.Empty)
        + (OffersLogSumExp ? ", ref float logSumExp" : string.Empty);

    /// <inheritdoc/>
    public override string Compilation => Apart;

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        Lanes lanes = body.Lanes;
        string width = Literal.Int(lanes.Count);
        string eachVector = $"for (int key = 0; key < count; key += {width})";
        string score = lanes.Load("scores", lanes.IndexOf("key"));
        body.Code.Line($"int whole = (count + {Literal.Int(lanes.Count - 1)}) / {width} * {width};");
        body.Code.Line($"MemoryMarshal.CreateSpan(ref {Reference.At("scores", "count")}, whole - count).Fill(float.NegativeInfinity);");
        body.Code.Line($"var largest = {lanes.Broadcast("float.NegativeInfinity")};");
        using (body.Code.Open(eachVector))
        {
            body.Code.Line($"largest = {lanes.Max("largest", score)};");
        }

        body.Code.Line($"float max = Fold{width}.Largest(largest);");
        using (body.Code.Open("if (max == float.PositiveInfinity)"))
        {
            body.Code.Line("InfiniteScores.Settle(ref scores, ref max, ref max, 1, count);");
        }

        if (HasHidden || HasSink)
        {
            // A row of −∞ alone must have a finite maximum, or −∞ − −∞ would make NaN of it.
            string least = HasSink ? "Math.Max(float.MinValue, sink)" : "float.MinValue";
            body.Code.Line($"max = max < {least} ? {least} : max;");
        }

        string exp2 = body.Use(new Exp2Method(lanes.Count, lanes.Number));
        string hidden = lanes.Broadcast("float.NegativeInfinity");
        body.Code.Line($"var shift = {lanes.Broadcast("max")};");
        body.Code.Line($"var sum = {lanes.Zero};");
        using (body.Code.Open(eachVector))
        {
            string weight = $"{exp2}({score} - shift)";
            body.Code.Line($"var weight = {(HasHidden ? lanes.SelectEqual(score, hidden, lanes.Zero, weight) : weight)};");
            body.Code.Line(lanes.Store("weight", "scores", lanes.IndexOf("key")));
            body.Code.Line("sum += weight;");
        }

        string sink = HasSink ? $" + {body.Use(new Exp2Method(1, lanes.Number))}(sink - max)" : string.Empty;
        body.Code.Line($"float total = {lanes.Sum("sum")}{sink};");
        body.Code.Line("reciprocal = total == 0f ? 0f : 1f / total;");
        if (OffersLogSumExp)
        {
            body.Code.Line("logSumExp = LogSumExpRows.Of(max, reciprocal);");
        }
    }
}
