using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>Attention without projections on operands of 16 bits: they become floats in scratch memory, and the output is rounded at the end.</summary>
internal sealed record NarrowAttendMethod(KernelPlan Plan, WidenedOperands Widened) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => "AttendNarrow";

    /// <inheritdoc/>
    public override string Summary => "Attention without projections, on operands of 16 bits.";

    /// <inheritdoc/>
    public override string Parameters =>
        $"ref {Element} query, ref {Element} key, ref {Element} value, ref {Element} output, ref float weights, bool weighted, int queries, int keys"
        + OperandParameter.Of(Plan.Direct);

    /// <inheritdoc/>
    public override string Compilation => Apart;

    private AttentionSpec Spec => Plan.Spec;

    private string Element => ElementWords.Type(Spec.Element);

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        body.Code.Line($"ref float scratch = ref ThreadScratch.Rent({Literal.Int(Widened.AttendLength)});");
        body.Code.Line(Reference.Declare("wideQuery", "scratch", Widened.Query));
        body.Code.Line($"Elements.Widen<{Element}>(ref query, ref wideQuery, {Literal.Int((long)Spec.N * Spec.QueryWidth)});");
        WidenKeys(body, "wideKey", Widened.Key, "key", Spec.DK);
        WidenKeys(body, "wideValue", Widened.Value, "value", Spec.DV);
        body.Code.Line(Reference.Declare("wideOutput", "scratch", Widened.AttendOutput));
        body.Code.Line(
            $"{body.Use(new AttendMethod(Plan))}(ref wideQuery, ref wideKey, ref wideValue, ref wideOutput, ref weights, weighted, queries, keys"
            + $"{OperandParameter.Argument(Plan.Direct)});");
        body.Code.Line($"Elements.Narrow<{Element}>(ref wideOutput, ref output, {Literal.Int((long)Spec.N * Spec.HeadsWidth)});");
    }

    /// <summary>Only the real keys: the others are not looked at.</summary>
    private void WidenKeys(MethodBody body, string wide, int place, string narrow, int size)
    {
        body.Code.Line(Reference.Declare(wide, "scratch", place));
        int heads = Spec.KeyValueHeads;
        body.Code.Line(Spec.Layout == HeadLayout.TokenMajor || heads == 1
            ? $"Elements.Widen<{Element}>(ref {narrow}, ref {wide}, keys * {Literal.Int(heads * size)});"
            : $"Elements.WidenHeads<{Element}>(ref {narrow}, ref {wide}, {Literal.Int(heads)}, "
                + $"{Literal.Int((long)Spec.KeyValueLength * size)}, keys * {Literal.Int(size)});");
    }
}
