namespace AttnGen.Generator.Emit;

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
