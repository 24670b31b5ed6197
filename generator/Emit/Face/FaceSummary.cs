using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>
/// Writes the summaries of members, with sizes: what an editor shows of a member is its summary, and how long the operands are is the
/// first question of its caller.
/// </summary>
internal static class FaceSummary
{
    /// <summary>Writes what a member is, and a paragraph of sizes.</summary>
    public static void Write(CodeWriter code, string what, string sizes)
    {
        code.Line("/// <summary>");
        code.Line($"/// {what}");
        code.Line($"/// <para>{sizes}</para>");
        code.Line("/// </summary>");
    }

    /// <summary>Writes what an entry point computes, and the sizes of its operands.</summary>
    public static void WriteEntry(CodeWriter code, AttentionSpec spec, string entry, string what) => Write(
        code,
        what,
        string.Join("; ", KernelOperands.Of(spec, entry, spec.KeyValueLength).Select(operand => $"{operand.Name}: {operand.Sizes}")) + ".");

    /// <summary>The sizes of the weights that a kernel takes, matrices as [in × out].</summary>
    public static string Weights(AttentionSpec spec)
    {
        List<string> parts =
        [
            Matrix(spec, "Query", spec.DModel, spec.QueryWidth),
            Matrix(spec, "Key", spec.ContextWidth, spec.KeyWidth),
            Matrix(spec, "Value", spec.ContextWidth, spec.ValueWidth),
        ];
        if (spec.OutputProjection)
        {
            parts.Add(Matrix(spec, "Output", spec.HeadsWidth, spec.OutputWidth));
        }

        if (spec.Bias)
        {
            parts.AddRange(
            [
                Vector(spec, "QueryBias", spec.QueryWidth) + " or none",
                Vector(spec, "KeyBias", spec.KeyWidth) + " or none",
                Vector(spec, "ValueBias", spec.ValueWidth) + " or none",
            ]);
        }

        if (spec.Bias && spec.OutputProjection)
        {
            parts.Add(Vector(spec, "OutputBias", spec.OutputWidth) + " or none");
        }

        if (spec.RelativeBias)
        {
            parts.Add(Matrix(spec, "RelativeBias", spec.Heads, spec.N + spec.KeyValueLength - 1));
        }

        if (spec.Sink == SinkKind.Learned)
        {
            parts.Add(Vector(spec, "Sink", spec.Heads));
        }

        return string.Join("; ", parts) + ".";
    }

    /// <summary>The scratch memory of a kernel on each tier that it is written for.</summary>
    public static string Scratch(IEnumerable<KernelPlan> plans) =>
        string.Join("; ", plans.Select(plan => $"{plan.Tier.Name}: {Literal.Int(plan.ScratchBytes)} bytes")) + ".";

    private static string Matrix(AttentionSpec spec, string name, int rows, int columns) =>
        $"{name}: {Literal.Int(rows)} × {Literal.Int(columns)} = {Literal.Int((long)rows * columns)} {spec.Number.Unit}";

    private static string Vector(AttentionSpec spec, string name, int length) => $"{name}: {Literal.Int(length)} {spec.Number.Unit}";
}
