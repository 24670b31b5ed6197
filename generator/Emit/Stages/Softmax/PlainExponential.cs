namespace AttnGen.Generator.Emit;

/// <summary>The largest score is taken away, and the difference goes through <see cref="PowerOfTwo"/>.</summary>
internal sealed class PlainExponential : LaneExponential
{
    /// <inheritdoc/>
    public override void WriteBegin(MethodBody body, int vectors)
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Write(MethodBody body, IReadOnlyList<string> scores, bool hidden)
    {
        if (!AreTogether(body, scores.Count))
        {
            string exp2 = body.Use(new Exp2Method(body.Lanes.Count, body.Lanes.Number));
            return OneByOne(body, scores, hidden, (v, score) => $"{exp2}({score} - max{v})");
        }

        WriteSplits(body, scores, string.Empty, hidden);
        return PowerOfTwo.WritePowers(body, body.Lanes, Suffixes(string.Empty, scores.Count));
    }

    /// <summary>
    /// Writes the loop over keys as a pipeline of two: a key's scores are split while the polynomial of the key before is under way, so that the
    /// machine's queues, which hold some 60 operations, never hold a chain that waits from its first to its last. Measured on Zen 3 for three
    /// vectors: 5.5 instead of 6.1 cycles each.
    /// </summary>
    public override bool TryWritePipeline(
        MethodBody body, int vectors, string count, bool hidden, Func<int, int, string> score, Action<IReadOnlyList<string>> use)
    {
        if (!AreTogether(body, vectors))
        {
            return false;
        }

        const string Now = "Now", Next = "Next";
        WriteSplits(body, [.. Enumerable.Range(0, vectors).Select(vector => score(0, vector))], Now, hidden);
        using (body.Code.Open($"for (int key = {count}; key != 0; key--)"))
        {
            IReadOnlyList<string> powers = PowerOfTwo.WritePowers(body, body.Lanes, Suffixes(Now, vectors));

            // Behind the last key is the memory of what follows the scores, and nothing comes of it.
            WriteSplits(body, [.. Enumerable.Range(0, vectors).Select(vector => score(1, vector))], Next, hidden);
            use(powers);
            for (int vector = 0; vector < vectors; vector++)
            {
                string v = Literal.Int(vector);
                body.Code.Line($"f{Now}{v} = f{Next}{v};");
                body.Code.Line($"shifted{Now}{v} = shifted{Next}{v};");
            }
        }

        return true;
    }

    /// <summary>Whether a key's vectors go side by side; one alone is short of company, and code that is kept short calls a method.</summary>
    private static bool AreTogether(MethodBody body, int vectors) => vectors > 1 && !body.Tier.IsKeptShort;

    private static void WriteSplits(MethodBody body, IReadOnlyList<string> scores, string name, bool hidden)
    {
        for (int vector = 0; vector < scores.Count; vector++)
        {
            string v = Literal.Int(vector);
            body.Code.Line($"var x{name}{v} = {scores[vector]} - max{v};");
        }

        PowerOfTwo.WriteSplits(body, body.Lanes, Suffixes(name, scores.Count), hidden);
    }

    private static string[] Suffixes(string name, int vectors) =>
        [.. Enumerable.Range(0, vectors).Select(vector => name + Literal.Int(vector))];
}
