namespace AttnGen.Generator.Emit;

/// <summary>
/// Softmax of a block whose keys' scores are all at hand: P = 2^(S − max), and the reciprocal of each lane's sum. A lane without keys
/// gets 0 for a reciprocal, so that its output is 0.
/// </summary>
internal sealed record SoftmaxMethod(int Vectors, bool HasEdge) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => $"Softmax{Literal.Int(Vectors)}";

    /// <inheritdoc/>
    public override string Summary => "Softmax: 2^(score − max) in place, and one over each lane's sum.";

    /// <inheritdoc/>
    public override string Parameters => "ref float scores, ref float max, ref float sum, int count" + VisibleKeys.Parameter(HasEdge);

    /// <inheritdoc/>
    public override string Compilation => Apart;

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        for (int vector = 0; vector < Vectors; vector++)
        {
            body.Code.Line($"var max{Literal.Int(vector)} = {body.Lanes.Load("max", vector * body.Tier.Lanes)};");
        }

        ExponentialLoop.Write(body, Vectors, _ => body.Lanes.Zero, HasEdge);
        ReciprocalSum.Write(body, Vectors, vector => $"sum{Literal.Int(vector)}");
    }
}
