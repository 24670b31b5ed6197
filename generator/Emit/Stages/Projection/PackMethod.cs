using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>Writes the method that packs the weights once, in the order in which the projections read them.</summary>
internal static class PackMethod
{
    /// <summary>Writes the method.</summary>
    public static void Write(CodeWriter code, KernelPlan plan)
    {
        code.Line();
        code.Line("// Construction: weights and biases into panels.");
        using (code.Open($"internal static PackedPanels Pack({ElementWords.Weights(plan.Spec.Number)} weights)"))
        {
            code.Line($"var panels = new PackedPanels({Literal.Int((long)plan.PackedLength * plan.Spec.Number.Bytes / NumberType.Float.Bytes)}, weights.Layout);");
            if (plan.MergesKeys)
            {
                AttentionSpec spec = plan.Spec;
                code.Line($"weights = MergedWeights.Of(weights, {Literal.Int(spec.DModel)}, {Literal.Int(spec.ContextWidth)}, {Literal.Int(spec.DK)});");
            }

            if (plan.Spec.Rope == RopePairing.HalfSplit)
            {
                AttentionSpec spec = plan.Spec;
                code.Line(
                    $"weights = PairedColumns.Of(weights, {Literal.Int(spec.DModel)}, {Literal.Int(spec.ContextWidth)}, {Literal.Int(spec.DK)}, "
                    + $"{Literal.Int(spec.RopeWidth)});");
            }

            foreach (ProjectionPlan projection in plan.Projections)
            {
                WriteProjection(code, projection);
            }

            code.Line("return panels;");
        }
    }

    private static void WriteProjection(CodeWriter code, ProjectionPlan projection)
    {
        string bias = projection.Product.Bias ? $"weights.{projection.Matrix}Bias" : "null";
        foreach (ProjectionPanels panels in projection.Product.Panels)
        {
            code.Line(
                $"panels.Add(weights.{projection.Matrix}, {bias}, inputs: {Literal.Int(projection.Product.Inputs)}, outputs: {Literal.Int(projection.Product.Outputs)}, "
                + $"firstOutput: {Literal.Int(panels.FirstOutput)}, panelWidth: {Literal.Int(panels.Width)}, panels: {Literal.Int(panels.Count)});");
        }
    }
}
