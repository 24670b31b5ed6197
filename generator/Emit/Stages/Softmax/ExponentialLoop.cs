namespace AttnGen.Generator.Emit;

/// <summary>The loop both softmaxes share: 2^(S − max) in place, summed.</summary>
internal static class ExponentialLoop
{
    /// <summary>Writes the loop; the maxima are the locals <c>max0</c> …, the sums become <c>sum0</c> ….</summary>
    /// <param name="body">Where to write.</param>
    /// <param name="vectors">The vectors of a block.</param>
    /// <param name="sumStart">What a vector's sum begins with.</param>
    public static void Write(MethodBody body, int vectors, Func<int, string> sumStart)
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
                body.Code.Line($"var weight{v} = {exp2}({lanes.Load("scores", offset)} - max{v});");
                body.Code.Line(lanes.Store($"weight{v}", "scores", offset));
                body.Code.Line($"sum{v} += weight{v};");
            }

            body.Code.Line(Reference.Advance("scores", vectors * lanes.Count));
        }
    }
}
