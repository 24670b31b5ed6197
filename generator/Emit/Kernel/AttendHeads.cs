using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>The method that computes the attention of all heads.</summary>
internal static class AttendHeads
{
    /// <summary>The parameters that all such methods have.</summary>
    public static string Parameters(AttentionPlan plan) =>
        $"ref float query, ref {Type(plan)} key, ref {Type(plan)} value, "
        + "ref float output, ref float scratch, ref float weights, bool weighted, "
        + "int queries, int keys"
        + OperandParameter.Of(plan)
        + VisibleKeys.Parameter(plan.HasPlace);

    /// <summary>The type of keys and values.</summary>
    public static string Type(AttentionPlan plan) => ElementWords.Type(plan.Stored);

    /// <summary>The method of a plan.</summary>
    public static KernelMethod Of(AttentionPlan plan) => plan switch
    {
        BlockAttentionPlan blocks => new AttendBlocksMethod(blocks),
        RowAttentionPlan rows => new AttendRowsMethod(rows),
        _ => throw new InvalidOperationException("An attention that nothing writes."),
    };
}
