namespace AttnGen.Generator.Emit;

/// <summary>
/// The scores of a block's edge, which tiles have stored for all lanes: where a lane does not see the key, its score becomes −∞, whatever
/// it was; those that are left join each lane's largest score.
/// </summary>
internal sealed record HideScoresMethod(int Vectors) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => $"HideScores{Literal.Int(Vectors)}";

    /// <inheritdoc/>
    public override string Summary => "Scoring: −∞ where a query does not see a key, and each lane's largest score of those it sees.";

    /// <inheritdoc/>
    public override string Parameters => "ref float scores, ref float max, int count" + VisibleKeys.Parameter(true);

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        Lanes lanes = body.Lanes;
        var edge = new EdgeLanes(body, Vectors);
        for (int vector = 0; vector < Vectors; vector++)
        {
            body.Code.Line($"var max{Literal.Int(vector)} = {lanes.Load("max", vector * lanes.Count)};");
        }

        edge.WriteBegin("-visible");
        using (body.Code.Open("for (int key = count; key != 0; key--)"))
        {
            for (int vector = 0; vector < Vectors; vector++)
            {
                string v = Literal.Int(vector);
                int offset = vector * lanes.Count;
                string seen = edge.Select(vector, lanes.Load("scores", offset), lanes.Broadcast("float.NegativeInfinity"));
                body.Code.Line($"var score{v} = {seen};");
                body.Code.Line(lanes.Store($"score{v}", "scores", offset));
                body.Code.Line($"max{v} = {lanes.Max($"max{v}", $"score{v}")};");
            }

            edge.WriteNext();
            body.Code.Line(Reference.Advance("scores", Vectors * lanes.Count));
        }

        for (int vector = 0; vector < Vectors; vector++)
        {
            body.Code.Line(lanes.Store($"max{Literal.Int(vector)}", "max", vector * lanes.Count));
        }
    }
}
