namespace AttnGen.Generator.Emit;

/// <summary>
/// Softmax of one block of keys among several: the maximum so far may grow, and what was summed before then shrinks by the factor
/// 2^(old max − new max) that is left for the aggregation (Milakov and Gimelshein, "Online normalizer calculation for softmax", 2018).
/// </summary>
internal sealed record OnlineSoftmaxMethod(int Vectors, bool HasEdge, bool HasHidden) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => $"OnlineSoftmax{Literal.Int(Vectors)}";

    /// <inheritdoc/>
    public override string Summary => "Softmax of one key block: the block's max joins the max so far; what came before shrinks by the correction.";

    /// <inheritdoc/>
    public override string Parameters =>
        "ref float scores, ref float max, ref float sum, ref float correction, int count" + VisibleKeys.Parameter(HasEdge);

    /// <inheritdoc/>
    public override string Compilation => Apart;

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        Lanes lanes = body.Lanes;
        string exp2 = body.Use(new Exp2Method(lanes.Count, lanes.Number));
        for (int vector = 0; vector < Vectors; vector++)
        {
            string v = Literal.Int(vector);
            int offset = vector * lanes.Count;
            body.Code.Line($"var old{v} = {lanes.Load("max", offset)};");
            body.Code.Line($"var block{v} = {lanes.Load("correction", offset)};");

            // A block of −∞ alone must leave a finite maximum, or −∞ − −∞ would make NaN of it.
            body.Code.Line($"var joined{v} = {lanes.Max($"old{v}", $"block{v}")};");
            body.Code.Line($"var max{v} = {lanes.Max(lanes.Broadcast("float.MinValue"), $"joined{v}")};");
            body.Code.Line($"var correction{v} = {exp2}(old{v} - max{v});");
            body.Code.Line(lanes.Store($"max{v}", "max", offset));
            body.Code.Line(lanes.Store($"correction{v}", "correction", offset));
        }

        // A pipeline was measured 3 % behind at 2048×64, and ahead where all keys are at hand.
        ExponentialLoop.Write(
            body,
            Vectors,
            vector => $"{lanes.Load("sum", vector * lanes.Count)} * correction{Literal.Int(vector)}",
            HasEdge,
            HasHidden,
            pipelined: false);
        for (int vector = 0; vector < Vectors; vector++)
        {
            body.Code.Line(lanes.Store($"sum{Literal.Int(vector)}", "sum", vector * lanes.Count));
        }
    }
}
