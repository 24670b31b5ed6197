namespace AttnGen.Generator.Emit;

/// <summary>
/// Where scores are edited: a pass over a block of them, whose lanes are queries and whose steps are keys, or over the row of one query,
/// whose lanes are keys; or a row of a tile of a block. An edit speaks of all in the same words, but for a softcap, whose long form a tile has no room for.
/// </summary>
/// <param name="Body">Where to write.</param>
/// <param name="LanesAreQueries">Whether lanes are queries, else keys.</param>
/// <param name="Vectors">The vectors of one step.</param>
/// <param name="Stride">From one step to the next.</param>
internal sealed record EditPlace(MethodBody Body, bool LanesAreQueries, int Vectors, int Stride)
{
    /// <summary>The words of the width.</summary>
    public Lanes Lanes => Body.Lanes;

    /// <summary>The row of a tile, whose accumulators are the scores; null in a pass, which loads one step after the other.</summary>
    public int? Row { get; init; }

    /// <summary>The local that holds a vector of scores.</summary>
    public string Score(int vector) => Row is { } row ? TileMethod.Sum(row, vector) : Local("score", vector);

    /// <summary>The name of a local of an edit of one vector.</summary>
    public string Local(string word, int vector) => Row is { } row ? $"{word}{Literal.Int(row)}_{Literal.Int(vector)}" : word + Literal.Int(vector);

    /// <summary>The local that holds how far each key lies before each query's place.</summary>
    public static string Distance(int vector) => "distance" + Literal.Int(vector);

    /// <summary>The numbers of an operand that lies beside the scores, as they do.</summary>
    public string Beside(string operand, int vector) => Lanes.Load(operand, ((Row ?? 0) * Stride) + (vector * Lanes.Count));

    /// <summary>Declares the distances; the local <c>visible</c> is the number of keys up to the first query's place.</summary>
    public void WriteDistances()
    {
        string first = Lanes.Broadcast("(float)(visible - 1)");
        for (int vector = 0; vector < Vectors; vector++)
        {
            string lanes = Lanes.Sequence(vector * Lanes.Count);
            Body.Code.Line(LanesAreQueries ? $"var {Distance(vector)} = {lanes} + {first};" : $"var {Distance(vector)} = {first} - {lanes};");
        }
    }

    /// <summary>Moves the distances on by one step.</summary>
    public void WriteNextDistances()
    {
        string step = Lanes.Broadcast(Lanes.Literal(LanesAreQueries ? 1 : Lanes.Count));
        for (int vector = 0; vector < Vectors; vector++)
        {
            Body.Code.Line($"{Distance(vector)} -= {step};");
        }
    }
}
