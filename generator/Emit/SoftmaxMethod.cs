using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>
/// Softmax of a block whose keys' scores are all at hand: P = 2^(S − max), and the reciprocal of each lane's sum. A lane without keys
/// gets 0 for a reciprocal, so that its output is 0.
/// </summary>
internal sealed record SoftmaxMethod(int Vectors) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => $"Softmax{Literal.Int(Vectors)}";

    /// <inheritdoc/>
    public override string Summary => "Softmax: 2^(score − max) in place, and one over each lane's sum.";

    /// <inheritdoc/>
    public override string Parameters => "ref float scores, ref float max, ref float sum, int count";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        for (int vector = 0; vector < Vectors; vector++)
        {
            body.Code.Line($"var max{Literal.Int(vector)} = {body.Lanes.Load("max", vector * body.Tier.Lanes)};");
        }

        ExponentialLoop.Write(body, Vectors, "max", _ => body.Lanes.Zero);
        ReciprocalSum.Write(body, Vectors, vector => $"sum{Literal.Int(vector)}");
    }
}

/// <summary>
/// Softmax of one block of keys among several: the maximum so far may grow, and what was summed before then shrinks by the factor
/// 2^(old max − new max) that is left for the aggregation (Milakov and Gimelshein, "Online normalizer calculation for softmax", 2018).
/// </summary>
internal sealed record OnlineSoftmaxMethod(int Vectors) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => $"OnlineSoftmax{Literal.Int(Vectors)}";

    /// <inheritdoc/>
    public override string Summary => "Softmax of one key block: the block's max joins the max so far; what came before shrinks by the correction.";

    /// <inheritdoc/>
    public override string Parameters => "ref float scores, ref float max, ref float sum, ref float correction, int count";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        Lanes lanes = body.Lanes;
        string exp2 = body.Use(new Exp2Method(lanes.Count));
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

        ExponentialLoop.Write(
            body,
            Vectors,
            "max",
            vector => $"{lanes.Load("sum", vector * lanes.Count)} * correction{Literal.Int(vector)}");
        for (int vector = 0; vector < Vectors; vector++)
        {
            body.Code.Line(lanes.Store($"sum{Literal.Int(vector)}", "sum", vector * lanes.Count));
        }
    }
}

/// <summary>The end of an online softmax: one over each lane's sum, and the output times it.</summary>
internal sealed record NormalizeMethod(int Vectors, int Rows) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => $"Normalize{Literal.Int(Vectors)}x{Literal.Int(Rows)}";

    /// <inheritdoc/>
    public override string Summary => "Normalization: the summed output of all key blocks times one over each lane's sum.";

    /// <inheritdoc/>
    public override string Parameters => "ref float output, ref float sum";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        Lanes lanes = body.Lanes;
        ReciprocalSum.Write(body, Vectors, vector => lanes.Load("sum", vector * lanes.Count));
        using (body.Code.Open($"for (int row = {Literal.Int(Rows)}; row != 0; row--)"))
        {
            for (int vector = 0; vector < Vectors; vector++)
            {
                int offset = vector * lanes.Count;
                body.Code.Line(lanes.Store($"{lanes.Load("output", offset)} * reciprocal{Literal.Int(vector)}", "output", offset));
            }

            body.Code.Line(Reference.Advance("output", Vectors * lanes.Count));
        }
    }
}

/// <summary>The loop both softmaxes share: 2^(S − max) in place, summed.</summary>
internal static class ExponentialLoop
{
    /// <summary>Writes the loop; the maxima are locals named <paramref name="max"/> and the vector's number.</summary>
    public static void Write(MethodBody body, int vectors, string max, Func<int, string> sumStart)
    {
        Lanes lanes = body.Lanes;
        string exp2 = body.Use(new Exp2Method(lanes.Count));
        for (int vector = 0; vector < vectors; vector++)
        {
            body.Code.Line($"var sum{Literal.Int(vector)} = {sumStart(vector)};");
        }

        using (body.Code.Open("for (int key = count; key != 0; key--)"))
        {
            for (int vector = 0; vector < vectors; vector++)
            {
                string v = Literal.Int(vector);
                int offset = vector * lanes.Count;
                body.Code.Line($"var weight{v} = {exp2}({lanes.Load("scores", offset)} - {max}{v});");
                body.Code.Line(lanes.Store($"weight{v}", "scores", offset));
                body.Code.Line($"sum{v} += weight{v};");
            }

            body.Code.Line(Reference.Advance("scores", vectors * lanes.Count));
        }
    }
}

/// <summary>One over each lane's sum, and 0 over an empty one.</summary>
internal static class ReciprocalSum
{
    /// <summary>Declares the locals <c>reciprocal0</c> … and stores them in place of the sums.</summary>
    public static void Write(MethodBody body, int vectors, Func<int, string> sum)
    {
        Lanes lanes = body.Lanes;
        for (int vector = 0; vector < vectors; vector++)
        {
            string v = Literal.Int(vector);
            body.Code.Line($"var total{v} = {sum(vector)};");
            string quotient = $"{lanes.Broadcast("1f")} / total{v}";
            body.Code.Line($"var reciprocal{v} = {lanes.SelectEqual($"total{v}", lanes.Zero, lanes.Zero, quotient)};");
            body.Code.Line(lanes.Store($"reciprocal{v}", "sum", vector * lanes.Count));
        }
    }
}
