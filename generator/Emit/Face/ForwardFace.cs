using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>Writes the entry point <c>Forward</c>: its documentation, its checks, and the call of the kernel.</summary>
internal static class ForwardFace
{
    public static void Write(CodeWriter code, AttentionSpec spec)
    {
        WriteDoc(code, spec);
        var operands = new OperandFace(spec);
        string context = spec.IsCrossAttention ? $", {operands.In} context" : string.Empty;
        string weights = spec.OffersWeights ? $", {FaceNames.Out} attentionWeights = default" : string.Empty;
        var scores = new ScoreFace(spec, hasWeights: true);
        string position = spec.HasRope ? ", int position = 0" : string.Empty;
        string tokens = Literal.Int(spec.KeyValueLength);
        string queryLength = spec.IsCrossAttention ? QueryLength.Parameter(spec) : string.Empty;
        using (code.Open($"public void Forward({operands.In} x, {operands.Out} output{context}{scores.Required}, int length = {tokens}{weights}{scores.Optional}{position}{queryLength})"))
        {
            code.Line(operands.Length("x", "n × dModel", spec.N, spec.DModel));
            code.Line(ResultCheck(spec, operands));
            if (spec.IsCrossAttention)
            {
                code.Line(operands.Length("context", "keyValueLength × contextWidth", spec.KeyValueLength, spec.ContextWidth));
            }

            string[] inputs = spec.IsCrossAttention ? ["x", "context"] : ["x"];
            FaceChecks.WriteCommon(code, spec, inputs);
            if (spec.HasRope)
            {
                code.Line($"{FaceNames.Guard}Position(position, {Literal.Int(spec.N)});");
            }

            if (spec.IsCrossAttention)
            {
                code.Line(QueryLength.Check(spec));
            }

            scores.Write(code, inputs);
            scores.WriteUncomputed(code);
            string second = spec.IsCrossAttention ? "context" : "x";

            // In self-attention the tokens past the length are padding as queries too.
            string queries = spec.IsCrossAttention ? QueryLength.Name : "length";
            code.Line($"{FaceNames.Dispatch}Forward(");
            code.Line($"    ref {FaceChecks.First("x")},");
            code.Line($"    ref {FaceChecks.First(second)},");
            code.Line($"    {FaceNames.PanelsField},");
            code.Line($"    ref {FaceChecks.First("output")},");
            code.Line($"    {FaceChecks.Weights(spec)},");
            code.Line($"    {queries},");
            code.Line($"    length{scores.Argument}{(spec.HasPosition ? ", position" : string.Empty)});");
            PaddedResults.Write(code, spec, queries, headMajor: false, spec.ResultWidth);
        }
    }

    private static string ResultCheck(AttentionSpec spec, OperandFace operands) => spec.OutputProjection
        ? operands.Length("output", "n × outputWidth", spec.N, spec.OutputWidth)
        : operands.Length("output", "n × heads × dV", spec.N, spec.Heads, spec.DV);

    private static void WriteDoc(CodeWriter code, AttentionSpec spec)
    {
        string formula = spec.OutputProjection ? "softmax(scale · Q·Kᵀ)·V·W_O" : "softmax(scale · Q·Kᵀ)·V";
        FaceSummary.WriteEntry(
            code,
            spec,
            KernelOperands.Forward,
            $"{formula} with Q = x·W_Q, K and V projected from {(spec.IsCrossAttention ? "the context" : "x")} too.");
        FaceChecks.WriteCausalDoc(code, spec, queriesHaveLength: !spec.IsCrossAttention);
        var operands = new OperandFace(spec);
        code.Line(operands.Doc("x", "X", spec.N, spec.DModel));
        code.Line(operands.Doc("output", "Takes", spec.N, spec.ResultWidth));
        if (spec.IsCrossAttention)
        {
            code.Line(operands.Doc("context", "What keys and values are made from", spec.KeyValueLength, spec.ContextWidth));
            code.Line(
                $"/// <param name=\"length\">The number of real context tokens, 0 … {Literal.Int(spec.KeyValueLength)}; those past it are masked.</param>");
        }
        else
        {
            code.Line(
                $"/// <param name=\"length\">The number of real tokens, 0 … {Literal.Int(spec.N)}; those past it are masked, and their output is 0.</param>");
        }

        new ScoreFace(spec, hasWeights: true).WriteDoc(code);
        FaceChecks.WriteDocEnd(code, spec, hasPosition: spec.HasRope, hasQueryLength: spec.IsCrossAttention);
    }
}
