namespace AttnGen.Generator.Emit;

/// <summary>The loop both softmaxes share: 2^(S − max) in place, summed.</summary>
internal static class ExponentialLoop
{
    /// <summary>Writes the loop; the maxima are the locals <c>max0</c> …, the sums become <c>sum0</c> ….</summary>
    /// <param name="body">Where to write.</param>
    /// <param name="vectors">The vectors of a block.</param>
    /// <param name="sumStart">What a vector's sum begins with.</param>
    /// <param name="hasEdge">Whether some lanes may not see some keys: their weight is 0, and they add nothing.</param>
    /// <param name="hidden">Whether a score of −∞ is hidden: its weight is 0.</param>
    /// <param name="pipelined">Whether what one key needs may overlap with what the next one does.</param>
    public static void Write(MethodBody body, int vectors, Func<int, string> sumStart, bool hasEdge, bool hidden, bool pipelined)
    {
        LaneExponential.Of(body.Lanes).WriteBegin(body, vectors);
        for (int vector = 0; vector < vectors; vector++)
        {
            body.Code.Line($"var sum{Literal.Int(vector)} = {sumStart(vector)};");
        }

        if (!hasEdge)
        {
            WriteKeys(body, vectors, "count", null, hidden, pipelined);
            return;
        }

        var edge = new EdgeLanes(body, vectors);
        body.Code.Line($"int shared = {VisibleKeys.Shared("visible", "count")};");
        WriteKeys(body, vectors, "shared", null, hidden: false, pipelined);
        edge.WriteBegin("shared - visible");
        WriteKeys(body, vectors, "count - shared", edge, hidden: false, pipelined: false);
    }

    private static void WriteKeys(MethodBody body, int vectors, string count, EdgeLanes? edge, bool hidden, bool pipelined)
    {
        Lanes lanes = body.Lanes;
        var exponential = LaneExponential.Of(lanes);
        if (pipelined && exponential.TryWritePipeline(body, vectors, count, hidden, Score, Use))
        {
            return;
        }

        using (body.Code.Open($"for (int key = {count}; key != 0; key--)"))
        {
            Use(exponential.Write(body, [.. Enumerable.Range(0, vectors).Select(vector => Score(0, vector))], hidden));
        }

        string Score(int key, int vector) => lanes.Load("scores", ((key * vectors) + vector) * lanes.Count);

        void Use(IReadOnlyList<string> weights)
        {
            for (int vector = 0; vector < vectors; vector++)
            {
                string v = Literal.Int(vector);
                string weight = weights[vector];
                body.Code.Line($"var weight{v} = {edge?.Select(vector, weight, lanes.Zero) ?? weight};");
                body.Code.Line(lanes.Store($"weight{v}", "scores", vector * lanes.Count));
                body.Code.Line($"sum{v} += weight{v};");
            }

            edge?.WriteNext();
            body.Code.Line(Reference.Advance("scores", vectors * lanes.Count));
        }
    }
}
