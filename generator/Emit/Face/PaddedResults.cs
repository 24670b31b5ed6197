using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>Writes what the results of queries that are padding hold: an output and weights of 0, and a sum of no exponentials.</summary>
internal static class PaddedResults
{
    /// <summary>Writes it for all results of a call.</summary>
    /// <param name="code">Where to write.</param>
    /// <param name="spec">The shape.</param>
    /// <param name="queries">The number of real queries: a local.</param>
    /// <param name="headMajor">Whether the output has a group of rows for each head.</param>
    /// <param name="outputWidth">The numbers of an output row of all heads.</param>
    public static void Write(CodeWriter code, AttentionSpec spec, string queries, bool headMajor, int outputWidth)
    {
        using (code.Open($"if ({queries} != {Literal.Int(spec.N)})"))
        {
            Write(code, spec, queries, "output", "default", headMajor ? outputWidth / spec.Heads : outputWidth);
            WriteBesideOutput(code, spec, queries);
        }
    }

    /// <summary>Writes it for the results beside the output.</summary>
    /// <param name="code">Where to write.</param>
    /// <param name="spec">The shape.</param>
    /// <param name="queries">The number of real queries: a local.</param>
    public static void WriteBesideOutput(CodeWriter code, AttentionSpec spec, string queries)
    {
        if (spec.OffersWeights)
        {
            Write(code, spec, queries, "attentionWeights", "default", spec.KeyValueLength);
        }

        if (spec.LogSumExp)
        {
            Write(code, spec, queries, "logSumExp", "float.NegativeInfinity", 1);
        }

        if (spec.Scores != ScoreStage.None)
        {
            Write(code, spec, queries, "scores", "float.NegativeInfinity", spec.KeyValueLength);
        }
    }

    private static void Write(CodeWriter code, AttentionSpec spec, string queries, string results, string value, int rowLength) =>
        code.Line($"{FaceNames.Generated}PaddedRows.Fill({results}, {value}, {Literal.Int(spec.N)}, {Literal.Int(rowLength)}, {queries});");
}
