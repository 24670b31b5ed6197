using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>Writes what a head begins with, where a shape has operands beside queries, keys and values: what is the head's own.</summary>
internal static class HeadOperands
{
    /// <summary>Writes the statements.</summary>
    /// <param name="body">Where to write.</param>
    /// <param name="plan">The attention.</param>
    /// <param name="head">The head: an expression.</param>
    public static void Write(MethodBody body, AttentionPlan plan, string head)
    {
        body.Code.Line($"operands.Head = {head};");
        if (plan.Edits is { Alibi: true })
        {
            string slopes = string.Join(", ", AlibiSlopes.Of(plan.Heads).Select(slope => body.Lanes.Literal(-slope * Base2.Log2E)));
            body.Code.Line($"operands.Slope = ((ReadOnlySpan<float>)[{slopes}])[{head}];");
        }

        if (plan.Sink == SinkKind.Learned)
        {
            body.Code.Line($"operands.SinkScore = {Reference.At(body.Lanes.Number.IsFloat ? "operands.Sinks" : "ScoreOperands.As<float>(ref operands.Sinks)", head)} * {body.Lanes.Literal(Base2.Log2E)};");
        }
    }

    /// <summary>Writes the test whether values may be multiplied with a weight of 0, where keys may be hidden.</summary>
    public static void WriteFinite(MethodBody body, AttentionPlan plan, int numbers)
    {
        if (plan.Edits is { HideKeys: true })
        {
            string stride = Literal.Int(plan.Layout.Value.RowStride);
            body.Code.Line($"operands.Finite = {AreFinite(plan)}(ref value, {stride}, {Literal.Int(numbers)}, keys);");
        }
    }

    /// <summary>The method that tells whether values are finite.</summary>
    public static string AreFinite(AttentionPlan plan) => plan.IsNarrow ? $"Elements.AreFinite<{AttendHeads.Type(plan)}>" : "EdgeValues.AreFinite";
}
