using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>Writes the entry point <c>Attend</c>: its documentation, its checks, and the call of the kernel.</summary>
internal static class AttendFace
{
    public static void Write(CodeWriter code, AttentionSpec spec)
    {
        var operands = new OperandFace(spec);
        string layout = spec.Layout == HeadLayout.TokenMajor ? "[tokens, heads, size]" : "[heads, tokens, size]";
        FaceSummary.WriteEntry(
            code,
            spec,
            KernelOperands.Attend,
            $"softmax(scale · Q·Kᵀ)·V without projections; every operand is {layout}{(spec.HasRope ? ", and turned by RoPE already" : string.Empty)}.");
        FaceChecks.WriteCausalDoc(code, spec, queriesHaveLength: false);
        code.Line(operands.Doc("query", "Q", spec.N, spec.Heads, spec.DK));
        code.Line(operands.Doc("key", "K", spec.KeyValueLength, spec.KeyValueHeads, spec.DK));
        code.Line(operands.Doc("value", "V", spec.KeyValueLength, spec.KeyValueHeads, spec.DV));
        code.Line(operands.Doc("output", "Takes", spec.N, spec.Heads, spec.DV));
        code.Line($"/// <param name=\"length\">The number of real keys, 0 … {Literal.Int(spec.KeyValueLength)}; those past it are masked.</param>");
        var scores = new ScoreFace(spec, hasWeights: false);
        scores.WriteDoc(code);
        FaceChecks.WriteDocEnd(code, spec, hasPosition: false, hasQueryLength: true);
        string weights = spec.OffersWeights ? $", {FaceNames.Out} attentionWeights = default" : string.Empty;
        string keyHeads = spec.GroupSize == 1 ? "heads" : "keyValueHeads";
        string length = $"int length = {Literal.Int(spec.KeyValueLength)}";
        using (code.Open($"public static void Attend({operands.In} query, {operands.In} key, {operands.In} value, {operands.Out} output{scores.Required}, {length}{weights}{scores.Optional}{QueryLength.Parameter(spec)})"))
        {
            code.Line(operands.Length("query", "n × heads × dK", spec.N, spec.Heads, spec.DK));
            code.Line(operands.Length("key", $"keyValueLength × {keyHeads} × dK", spec.KeyValueLength, spec.KeyValueHeads, spec.DK));
            code.Line(operands.Length("value", $"keyValueLength × {keyHeads} × dV", spec.KeyValueLength, spec.KeyValueHeads, spec.DV));
            code.Line(operands.Length("output", "n × heads × dV", spec.N, spec.Heads, spec.DV));
            FaceChecks.WriteCommon(code, spec, ["query", "key", "value"]);
            code.Line(QueryLength.Check(spec));
            scores.Write(code, ["query", "key", "value"]);
            scores.WriteUncomputed(code);
            code.Line($"{FaceNames.Dispatch}Attend(");
            code.Line($"    ref {FaceChecks.First("query")},");
            code.Line($"    ref {FaceChecks.First("key")},");
            code.Line($"    ref {FaceChecks.First("value")},");
            code.Line($"    ref {FaceChecks.First("output")},");
            code.Line($"    {FaceChecks.Weights(spec)},");
            code.Line($"    {QueryLength.Name},");
            code.Line($"    length{scores.Argument});");
            PaddedResults.Write(code, spec, QueryLength.Name, spec.Layout == HeadLayout.HeadMajor, spec.HeadsWidth);
        }
    }
}
