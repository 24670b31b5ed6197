using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>Writes the method that packs the weights once, in the order in which the projections read them.</summary>
internal static class PackMethod
{
    /// <summary>Writes the method.</summary>
    public static void Write(CodeWriter code, KernelPlan plan)
    {
        AttentionSpec spec = plan.Spec;
        code.Line();
        code.Line("// Construction: weights into panels; scale · log2(e) goes into W_Q and its bias, so that the softmax can use 2^x.");
        using (code.Open("internal static PackedPanels Pack(AttentionWeights weights)"))
        {
            code.Line($"var panels = new PackedPanels({Literal.Int(plan.PackedLength)});");
            string factor = Literal.Double(KernelPlanner.QueryWeightFactor(spec));
            string query = $"new PanelPart(weights.Query, weights.QueryBias, {Literal.Int(spec.QueryWidth)}, {factor})";
            string key = $"new PanelPart(weights.Key, weights.KeyBias, {Literal.Int(spec.QueryWidth)})";
            string value = $"new PanelPart(weights.Value, weights.ValueBias, {Literal.Int(spec.ValueWidth)})";
            foreach (InputProjection input in plan.Inputs)
            {
                var parts = new List<string>();
                if (input.Operands.HasFlag(ProjectedOperands.Query))
                {
                    parts.Add(query);
                }

                if (input.Operands.HasFlag(ProjectedOperands.KeyValue))
                {
                    parts.Add(key);
                    parts.Add(value);
                }

                WriteParts(code, input.Projection, parts);
            }

            if (plan.Output is { } output)
            {
                WriteParts(code, output, [$"new PanelPart(weights.Output, weights.OutputBias, {Literal.Int(spec.OutputWidth)})"]);
            }

            code.Line("return panels;");
        }
    }

    private static void WriteParts(CodeWriter code, ProjectionPlan projection, IReadOnlyList<string> parts)
    {
        string name = char.ToLowerInvariant(projection.Name[0]) + projection.Name.Substring(1);
        code.Line($"PanelPart[] {name} = {{ {string.Join(", ", parts)} }};");
        foreach (ProjectionPanels panels in projection.Panels)
        {
            code.Line(
                $"panels.Add({name}, weights.Layout, inputs: {Literal.Int(projection.Inputs)}, bias: {Literal.Bool(projection.Bias)}, "
                + $"firstColumn: {Literal.Int(panels.FirstOutput)}, panelWidth: {Literal.Int(panels.Width)}, panels: {Literal.Int(panels.Count)});");
        }
    }
}
