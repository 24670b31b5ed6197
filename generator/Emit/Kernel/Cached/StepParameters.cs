using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>What the methods of a step on a cache have in common: their last parameters, and the call of the attention.</summary>
internal static class StepParameters
{
    /// <summary>
    /// The cache's first rows, what is written, the tokens of the step, and the rows in the cache that lie before them.
    /// </summary>
    public static string Declared(KernelPlan plan) =>
        $"ref {Type(plan)} keys, ref {Type(plan)} values, ref {Type(plan)} output, "
        + "ref float weights, bool weighted, int tokens, int past"
        + OperandParameter.Of(plan.Direct);

    /// <summary>The type of the operands and of what the cache holds.</summary>
    public static string Type(KernelPlan plan) => ElementWords.Type(plan.Spec.Element);

    /// <summary>The same as arguments.</summary>
    public static string Passed(KernelPlan plan) =>
        "ref keys, ref values, ref output, ref weights, weighted, tokens, past" + OperandParameter.Argument(plan.Direct);

    /// <summary>Writes the attention of the step's tokens on all that the cache holds, them included.</summary>
    public static void WriteAttention(MethodBody body, AttentionPlan attention, string query, string output) => body.Code.Line(
        $"{body.Use(AttendHeads.Of(attention))}"
        + $"(ref {query}, ref keys, ref values, ref {output}, ref block, ref weights, weighted, tokens, past + tokens"
        + $"{OperandParameter.Argument(attention)}{VisibleKeys.Argument(attention.HasPlace, "past + 1")});");
}
