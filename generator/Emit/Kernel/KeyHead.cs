using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>Which head of keys and values the local <c>head</c> reads: an expression.</summary>
internal static class KeyHead
{
    /// <summary>The expression.</summary>
    public static string Of(AttentionPlan plan) => plan.GroupSize == 1 ? "head" : $"head / {Literal.Int(plan.GroupSize)}";
}
