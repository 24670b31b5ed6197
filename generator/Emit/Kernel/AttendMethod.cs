using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>Attention without projections, on the caller's operands.</summary>
internal sealed record AttendMethod(KernelPlan Plan) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => "Attend";

    /// <inheritdoc/>
    public override string Summary => "Attention without projections.";

    /// <inheritdoc/>
    public override string Parameters =>
        "ref float query, ref float key, ref float value, ref float output, ref float weights, bool weighted, int queries, int keys"
        + OperandParameter.Of(Plan.Direct);

    /// <inheritdoc/>
    public override string Compilation => Apart;

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        body.Code.Line($"ref float scratch = ref ThreadScratch.Rent{Plan.Spec.Number.Argument}({Literal.Int(Plan.AttendScratchLength)});");
        string visible = VisibleKeys.Argument(Plan.Direct.HasPlace, VisibleKeys.OfFirstQuery(Plan.Spec));
        body.Code.Line(
            $"{body.Use(AttendHeads.Of(Plan.Direct))}"
            + $"(ref query, ref key, ref value, ref output, ref scratch, ref weights, weighted, queries, keys{OperandParameter.Argument(Plan.Direct)}{visible});");
    }
}
