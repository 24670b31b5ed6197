using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>How generated methods pass the operands beside queries, keys and values, where a shape has any.</summary>
internal static class OperandParameter
{
    /// <summary>The parameter.</summary>
    public static string Of(AttentionPlan plan) => plan.HasOperands ? ", ref ScoreOperands operands" : string.Empty;

    /// <summary>The argument.</summary>
    public static string Argument(AttentionPlan plan) => plan.HasOperands ? ", ref operands" : string.Empty;

    /// <summary>The parameters of a method for one block of queries: the operands, and which query is its first.</summary>
    public static string OfBlock(AttentionPlan plan) => plan.HasOperands ? ", ref ScoreOperands operands, int firstQuery" : string.Empty;

    /// <summary>The arguments of a method for one block of queries.</summary>
    public static string BlockArgument(AttentionPlan plan, string first) => plan.HasOperands ? $", ref operands, {first}" : string.Empty;
}
