using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>The whole attention of operands of 16 bits: they become floats in scratch memory, and the output is rounded at the end.</summary>
internal sealed record NarrowForwardMethod(KernelPlan Plan, WidenedOperands Widened) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => "ForwardNarrow";

    /// <inheritdoc/>
    public override string Summary => "The whole attention, on operands of 16 bits.";

    /// <inheritdoc/>
    public override string Parameters =>
        $"ref {Element} x, ref {Element} context, ref float panels, ref {Element} output, ref float weights, bool weighted, int queries, int keys"
        + OperandParameter.Of(Plan.Projected)
        + (Spec.HasPosition ? ", int position" : string.Empty);

    /// <inheritdoc/>
    public override string Compilation => Apart;

    private AttentionSpec Spec => Plan.Spec;

    private string Element => ElementWords.Type(Spec.Element);

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        body.Code.Line($"ref float scratch = ref ThreadScratch.Rent({Literal.Int(Widened.ForwardLength)});");
        Widen(body, "wideX", Widened.X, "x", "queries", Spec.DModel);
        if (Spec.IsCrossAttention)
        {
            Widen(body, "wideContext", Widened.Context, "context", "keys", Spec.ContextWidth);
        }

        body.Code.Line(Reference.Declare("wideOutput", "scratch", Widened.ForwardOutput));
        string context = Spec.IsCrossAttention ? "wideContext" : "wideX";
        body.Code.Line(
            $"{body.Use(new ForwardMethod(Plan))}(ref wideX, ref {context}, ref panels, ref wideOutput, ref weights, weighted, queries, keys"
            + $"{OperandParameter.Argument(Plan.Projected)}{(Spec.HasPosition ? ", position" : string.Empty)});");
        body.Code.Line($"Elements.Narrow<{Element}>(ref wideOutput, ref output, queries * {Literal.Int(Spec.ResultWidth)});");
    }

    private void Widen(MethodBody body, string wide, int place, string narrow, string tokens, int width)
    {
        body.Code.Line(Reference.Declare(wide, "scratch", place));
        body.Code.Line($"Elements.Widen<{Element}>(ref {narrow}, ref {wide}, {tokens} * {Literal.Int(width)});");
    }
}
