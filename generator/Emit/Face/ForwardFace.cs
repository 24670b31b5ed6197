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
        using (code.Open($"public void Forward({operands.In} x, {operands.Out} output{context}{scores.Required}, int length = {tokens}{weights}{scores.Optional}{position})"))
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

            scores.Write(code, inputs);
            scores.WriteUncomputed(code);
            string second = spec.IsCrossAttention ? "context" : "x";
            string queries = spec.IsCrossAttention ? Literal.Int(spec.N) : "length";
            code.Line($"{FaceNames.Dispatch}Forward(");
            code.Line($"    ref {FaceChecks.First("x")},");
            code.Line($"    ref {FaceChecks.First(second)},");
            code.Line($"    {FaceNames.PanelsField},");
            code.Line($"    ref {FaceChecks.First("output")},");
            code.Line($"    {FaceChecks.Weights(spec)},");
            code.Line($"    {queries},");
            code.Line($"    length{scores.Argument}{(spec.HasPosition ? ", position" : string.Empty)});");
            if (!spec.IsCrossAttention)
            {
                WritePadding(code, spec);
            }
        }
    }

    private static string ResultCheck(AttentionSpec spec, OperandFace operands) => spec.OutputProjection
        ? operands.Length("output", "n × outputWidth", spec.N, spec.OutputWidth)
        : operands.Length("output", "n × heads × dV", spec.N, spec.Heads, spec.DV);

    /// <summary>The tokens past the length are padding as queries too.</summary>
    private static void WritePadding(CodeWriter code, AttentionSpec spec)
    {
        using (code.Open($"if (length != {Literal.Int(spec.N)})"))
        {
            code.Line($"output.Slice(length * {Literal.Int(spec.ResultWidth)}).Clear();");
            new ScoreFace(spec, hasWeights: true).WritePadding(code);
            if (spec.OffersWeights)
            {
                string keys = Literal.Int(spec.KeyValueLength);
                string head = Literal.Int((long)spec.N * spec.KeyValueLength);
                using (code.Open($"for (int head = 0; head < attentionWeights.Length; head += {head})"))
                {
                    code.Line($"attentionWeights.Slice(head + (length * {keys}), ({Literal.Int(spec.N)} - length) * {keys}).Clear();");
                }
            }
        }
    }

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
        FaceChecks.WriteDocEnd(code, spec, hasPosition: spec.HasRope);
    }
}
