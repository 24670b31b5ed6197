namespace AttnGen.Generator.Emit;

/// <summary>
/// Scores of +∞, which no finite maximum can be taken from: a row with exactly one gives it all the weight; several make NaN. The one
/// becomes the largest finite float, beside which every other score vanishes.
/// </summary>
internal sealed record InfiniteScoreMethod(int Vectors) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => $"InfiniteScores{Literal.Int(Vectors)}";

    /// <inheritdoc/>
    public override string Summary => "Scoring: a row with exactly one score of +∞ puts all its weight there; several make NaN.";

    /// <inheritdoc/>
    public override string Parameters => "ref float scores, ref float max, ref float maxBefore, int count";

    /// <summary>Writes the test for +∞ and the call.</summary>
    public static void WriteCall(MethodBody body, int vectors, string max, string maxBefore, string count)
    {
        Lanes lanes = body.Lanes;
        string infinity = lanes.Broadcast("float.PositiveInfinity");
        IEnumerable<string> tests = Enumerable.Range(0, vectors).Select(vector => lanes.AnyEqual(lanes.Load(max, vector * lanes.Count), infinity));
        using (body.Code.Open($"if ({string.Join(" || ", tests)})"))
        {
            body.Code.Line($"{body.Use(new InfiniteScoreMethod(vectors))}(ref scores, ref {max}, ref {maxBefore}, {count});");
        }
    }

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        Lanes lanes = body.Lanes;
        body.Code.Line($"var infinite = {lanes.Broadcast("float.PositiveInfinity")};");
        body.Code.Line($"var largest = {lanes.Broadcast("float.MaxValue")};");
        body.Code.Line($"var one = {lanes.Broadcast("1f")};");
        for (int vector = 0; vector < Vectors; vector++)
        {
            WriteVector(body, vector);
        }
    }

    private void WriteVector(MethodBody body, int vector)
    {
        Lanes lanes = body.Lanes;
        string v = Literal.Int(vector);
        int offset = vector * lanes.Count;
        body.Code.Line($"var count{v} = {lanes.SelectEqual(lanes.Load("maxBefore", offset), "largest", "one", lanes.Zero)};");
        body.Code.Line(Reference.Declare("score" + v, "scores", offset));
        using (body.Code.Open("for (int key = count; key != 0; key--)"))
        {
            body.Code.Line($"count{v} += {lanes.SelectEqual(lanes.Load("score" + v), "infinite", "one", lanes.Zero)};");
            body.Code.Line(Reference.Advance("score" + v, Vectors * lanes.Count));
        }

        body.Code.Line($"var instead{v} = {lanes.SelectEqual("count" + v, "one", "largest", lanes.Broadcast("float.NaN"))};");
        body.Code.Line($"score{v} = ref {Reference.At("scores", offset)};");
        using (body.Code.Open("for (int key = count; key != 0; key--)"))
        {
            body.Code.Line($"var value{v} = {lanes.Load("score" + v)};");
            body.Code.Line(lanes.Store(lanes.SelectEqual("value" + v, "infinite", "instead" + v, "value" + v), "score" + v));
            body.Code.Line(Reference.Advance("score" + v, Vectors * lanes.Count));
        }

        body.Code.Line($"var max{v} = {lanes.Load("max", offset)};");
        body.Code.Line(lanes.Store(lanes.SelectEqual("max" + v, "infinite", "instead" + v, "max" + v), "max", offset));
    }
}
