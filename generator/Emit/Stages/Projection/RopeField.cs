using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>Writes the table of RoPE: one for all kernels of the class, computed at the first call.</summary>
internal static class RopeField
{
    /// <summary>The field's name.</summary>
    public const string Name = "Rope";

    /// <summary>Writes the field, where the shape has RoPE.</summary>
    public static void Write(CodeWriter code, KernelPlan plan)
    {
        if (plan.Rope is { } rope)
        {
            code.Line();
            code.Line("// RoPE: the cosines and sines of positions from 0 on.");
            code.Line(
                $"private static readonly RopeTable{plan.Spec.Number.Argument} {Name} = new(positions: {Literal.Int(rope.Positions)}, dK: {Literal.Int(plan.Spec.DK)}, "
                + $"width: {Literal.Int(plan.Spec.RopeWidth)}, theta: {Literal.Double(plan.Spec.RopeTheta)}, rowLength: {Literal.Int(rope.Factors.RowLength)});");
        }
    }
}
