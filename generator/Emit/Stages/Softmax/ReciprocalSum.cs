namespace AttnGen.Generator.Emit;

/// <summary>One over each lane's sum, and 0 over an empty one.</summary>
internal static class ReciprocalSum
{
    /// <summary>Declares the locals <c>reciprocal0</c> … and stores them in place of the sums.</summary>
    public static void Write(MethodBody body, int vectors, Func<int, string> sum)
    {
        Lanes lanes = body.Lanes;
        for (int vector = 0; vector < vectors; vector++)
        {
            string v = Literal.Int(vector);
            body.Code.Line($"var total{v} = {sum(vector)};");
            string quotient = $"{lanes.Broadcast("1f")} / total{v}";
            body.Code.Line($"var reciprocal{v} = {lanes.SelectEqual($"total{v}", lanes.Zero, lanes.Zero, quotient)};");
            body.Code.Line(lanes.Store($"reciprocal{v}", "sum", vector * lanes.Count));
        }
    }
}
