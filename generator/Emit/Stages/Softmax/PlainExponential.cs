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
        if (scores.Count == 1 || body.Tier.IsKeptShort)
        {
            string exp2 = body.Use(new Exp2Method(body.Lanes.Count, body.Lanes.Number));
            return OneByOne(body, scores, hidden, (v, score) => $"{exp2}({score} - max{v})");
        }

        string[] vectors = [.. scores.Select((_, vector) => Literal.Int(vector))];
        for (int vector = 0; vector < vectors.Length; vector++)
        {
            body.Code.Line($"var x{vectors[vector]} = {scores[vector]} - max{vectors[vector]};");
        }

        return PowerOfTwo.WriteTogether(body, body.Lanes, vectors, hidden);
    }
}
