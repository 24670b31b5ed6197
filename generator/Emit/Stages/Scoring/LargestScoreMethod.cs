namespace AttnGen.Generator.Emit;

/// <summary>
/// Each lane's largest score among the first <c>count</c> keys. The tiles keep it on their way, but a tile that reaches past the last
/// real key would let a masked key in.
/// </summary>
internal sealed record LargestScoreMethod(int Vectors) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => $"LargestScore{Literal.Int(Vectors)}";

    /// <inheritdoc/>
    public override string Summary => "Scoring: each lane's largest score among the real keys, where a tile reached past them.";

    /// <inheritdoc/>
    public override string Parameters => "ref float scores, ref float max, int count";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        Lanes lanes = body.Lanes;
        for (int vector = 0; vector < Vectors; vector++)
        {
            body.Code.Line($"var max{Literal.Int(vector)} = {lanes.Broadcast("float.NegativeInfinity")};");
        }

        using (body.Code.Open("for (int key = count; key != 0; key--)"))
        {
            for (int vector = 0; vector < Vectors; vector++)
            {
                string v = Literal.Int(vector);
                body.Code.Line($"var score{v} = {lanes.Load("scores", vector * lanes.Count)};");
                body.Code.Line($"max{v} = {lanes.Max($"max{v}", $"score{v}")};");
            }

            body.Code.Line(Reference.Advance("scores", Vectors * lanes.Count));
        }

        for (int vector = 0; vector < Vectors; vector++)
        {
            body.Code.Line(lanes.Store($"max{Literal.Int(vector)}", "max", vector * lanes.Count));
        }
    }
}
