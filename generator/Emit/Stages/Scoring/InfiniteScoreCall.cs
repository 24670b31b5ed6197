namespace AttnGen.Generator.Emit;

/// <summary>
/// The test for scores of +∞ and the call that settles them: a row with exactly one puts all its weight there; several make NaN.
/// </summary>
internal static class InfiniteScoreCall
{
    /// <summary>Writes the test and the call.</summary>
    /// <param name="body">Where to write.</param>
    /// <param name="vectors">The vectors of a block.</param>
    /// <param name="max">The reference to the largest scores of these keys.</param>
    /// <param name="maxBefore">The reference to those of the keys before.</param>
    /// <param name="count">The number of keys: an expression.</param>
    public static void Write(MethodBody body, int vectors, string max, string maxBefore, string count)
    {
        Lanes lanes = body.Lanes;
        string infinity = lanes.Broadcast("float.PositiveInfinity");
        IEnumerable<string> tests = Enumerable.Range(0, vectors).Select(vector => lanes.AnyEqual(lanes.Load(max, vector * lanes.Count), infinity));
        using (body.Code.Open($"if ({string.Join(" || ", tests)})"))
        {
            body.Code.Line($"InfiniteScores.Settle(ref scores, ref {max}, ref {maxBefore}, {Literal.Int(vectors * lanes.Count)}, {count});");
        }
    }
}
