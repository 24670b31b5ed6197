namespace AttnGen.Generator.Emit;

/// <summary>The end of an online softmax whose output lies in rows: one over each query's sum, and its row times it.</summary>
internal sealed record NormalizeRowsMethod(int Vectors, int Queries, int Columns, int RowStride) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => $"NormalizeRows{Literal.Int(Queries)}of{Literal.Int(Vectors)}_Stride{Literal.Int(RowStride)}";

    /// <inheritdoc/>
    public override string Summary => "Normalization: each query's summed output of all key blocks times one over its sum.";

    /// <inheritdoc/>
    public override string Parameters => "ref float output, ref float sum";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        Lanes lanes = body.Lanes;
        ReciprocalSum.Write(body, Vectors, vector => lanes.Load("sum", vector * lanes.Count));
        using (body.Code.Open($"for (int query = 0; query < {Literal.Int(Queries)}; query++)"))
        {
            body.Code.Line($"var reciprocal = {lanes.Broadcast(Reference.At("sum", "query"))};");

            // The last vector may overlap the one before: it is read before that one is written.
            int last = Columns - lanes.Count;
            body.Code.Line($"var last = {lanes.Load("output", last)} * reciprocal;");
            for (int column = 0; column < last; column += lanes.Count)
            {
                body.Code.Line(lanes.Store($"{lanes.Load("output", column)} * reciprocal", "output", column));
            }

            body.Code.Line(lanes.Store("last", "output", last));
            body.Code.Line(Reference.Advance("output", RowStride));
        }
    }
}
