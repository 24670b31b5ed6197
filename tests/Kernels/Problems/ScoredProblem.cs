namespace AttnGen.Tests.Kernels.Problems;

/// <summary>Problems whose scores are chosen.</summary>
internal static class ScoredProblem
{
    /// <summary>Queries and keys whose scaled products are a number a key, to a float's precision, times a factor a query.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="score">The number of a key.</param>
    /// <param name="factors">The factors of the queries, one after the other and from the first one again.</param>
    public static Problem Of(AttentionShape shape, Func<int, float> score, float[] factors)
    {
        var problem = new Problem(shape, seed: 1);
        problem.Query.AsSpan().Clear();
        problem.Key.AsSpan().Clear();
        for (int head = 0; head < shape.Heads; head++)
        {
            for (int query = 0; query < shape.N; query++)
            {
                Tokens.QueryRow(shape, problem.Query, head, query)[0] = factors[query % factors.Length];
            }
        }

        for (int head = 0; head < shape.KeyValueHeads; head++)
        {
            for (int key = 0; key < shape.KeyValueLength; key++)
            {
                Tokens.Row(problem, problem.Key, head, key)[0] = (float)(score(key) / shape.Scale);
            }
        }

        return problem;
    }
}
