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

            if (plan.GoesHeadByHead)
            {
                using (code.Open($"for (int head = 0; head < {Literal.Int(plan.Spec.Heads)}; head++)"))
                {
                    foreach (ProjectionPlan projection in plan.HeadProjections)
                    {
                        ProductPlan part = projection.Product.OfPart;
                        WritePanels(code, projection, part.Panels[0], $"head * {Literal.Int(part.Outputs)}");
                    }
                }
            }

            foreach (ProjectionPlan projection in plan.Projections.Except(plan.HeadProjections))
            {
                foreach (ProjectionPanels panels in projection.Product.Panels)
                {
                    WritePanels(code, projection, panels, Literal.Int(panels.FirstOutput));
                }
            }

            code.Line("return panels;");
        }
    }

    private static void WritePanels(CodeWriter code, ProjectionPlan projection, ProjectionPanels panels, string firstOutput)
    {
        ProductPlan product = projection.Product;
        string bias = product.Bias ? $"weights.{projection.Matrix}Bias" : "null";
        code.Line(
            $"panels.Add(weights.{projection.Matrix}, {bias}, inputs: {Literal.Int(product.Inputs)}, outputs: {Literal.Int(product.Outputs)}, "
            + $"firstOutput: {firstOutput}, panelWidth: {Literal.Int(panels.Width)}, panels: {Literal.Int(panels.Count)});");
    }
}
