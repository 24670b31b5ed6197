namespace AttnGen.Generator.Emit;

/// <summary>Each lane's largest score taken away from its scores: what <see cref="TableExponential"/> needs where one is very large.</summary>
internal sealed record LowerScoresMethod(int Vectors) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => $"LowerScores{Literal.Int(Vectors)}";

    /// <inheritdoc/>
    public override string Summary => "Softmax: very large scores, less the largest of their lane.";

    /// <inheritdoc/>
    public override string Parameters => "ref float scores, ref float max, int count";

    /// <inheritdoc/>
    public override string Compilation => Apart;

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        Lanes lanes = body.Lanes;
        string farthest = lanes.Broadcast(lanes.Literal(TableExponential.Farthest));
        for (int vector = 0; vector < Vectors; vector++)
        {
            string v = Literal.Int(vector);
            body.Code.Line($"var max{v} = {lanes.Load("max", vector * lanes.Count)};");
            body.Code.Line($"max{v} = {lanes.SelectLess(farthest, lanes.Abs($"max{v}"), $"max{v}", lanes.Zero)};");
        }

        using (body.Code.Open("for (int key = count; key != 0; key--)"))
        {
            for (int vector = 0; vector < Vectors; vector++)
            {
                int offset = vector * lanes.Count;
                body.Code.Line(lanes.Store($"{lanes.Load("scores", offset)} - max{Literal.Int(vector)}", "scores", offset));
            }

            body.Code.Line(Reference.Advance("scores", Vectors * lanes.Count));
        }
    }
}
