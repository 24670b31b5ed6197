namespace AttnGen.Generator.Emit;

/// <summary>
/// Softmax of a block whose keys' scores are all at hand: P = 2^(S − max), and the reciprocal of each lane's sum. A lane without keys
/// gets 0 for a reciprocal, so that its output is 0.
/// </summary>
/// <param name="Vectors">The vectors of a block.</param>
/// <param name="HasEdge">Whether some lanes may not see some keys.</param>
/// <param name="HasHidden">Whether a score of −∞ is hidden.</param>
/// <param name="HasSink">Whether a logit without a value joins each lane.</param>
internal sealed record SoftmaxMethod(int Vectors, bool HasEdge, bool HasHidden, bool HasSink) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => $"Softmax{Literal.Int(Vectors)}";

    /// <inheritdoc/>
    public override string Summary => "Softmax: 2^(score − max) in place, and one over each lane's sum.";

    /// <inheritdoc/>
    public override string Parameters =>
        "ref float scores, ref float max, ref float sum, int count" + (HasSink ? ", float sink" : string.Empty) + VisibleKeys.Parameter(HasEdge);

    /// <inheritdoc/>
    public override string Compilation => Apart;

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        Lanes lanes = body.Lanes;
        for (int vector = 0; vector < Vectors; vector++)
        {
            string v = Literal.Int(vector);
            int offset = vector * lanes.Count;
            string max = lanes.Load("max", offset);
            if (HasHidden || HasSink)
            {
                // A lane of −∞ alone must have a finite maximum, or −∞ − −∞ would make NaN of it.
                max = lanes.Max(lanes.Broadcast(HasSink ? "Math.Max(float.MinValue, sink)" : "float.MinValue"), max);
            }

            body.Code.Line($"var max{v} = {max};");
            if (HasHidden || HasSink)
            {
                body.Code.Line(lanes.Store($"max{v}", "max", offset));
            }
        }

        ExponentialLoop.Write(body, Vectors, vector => HasSink ? SinkWeight(body, vector) : lanes.Zero, HasEdge, HasHidden, pipelined: true);
        ReciprocalSum.Write(body, Vectors, vector => $"sum{Literal.Int(vector)}");
    }

    private static string SinkWeight(MethodBody body, int vector) =>
        $"{body.Use(new Exp2Method(body.Lanes.Count, body.Lanes.Number))}({body.Lanes.Broadcast("sink")} - max{Literal.Int(vector)})";
}
