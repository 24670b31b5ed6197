using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>Writes the members of <c>IAttentionKernel</c>, so that generic code takes any kernel.</summary>
internal static class InterfaceFace
{
    public static void Write(CodeWriter code, TypeSpec type, AttentionSpec spec)
    {
        var operands = new OperandFace(spec);
        string self = operands.Interface(type.Name);
        string arguments = operands.Arguments + " arguments";
        string length = $"arguments.Length ?? {Literal.Int(spec.KeyValueLength)}";
        string weights = spec.OffersWeights ? ", arguments.AttentionWeights" : string.Empty;
        var attend = new ScoreFace(spec, hasWeights: false);
        var forward = new ScoreFace(spec, hasWeights: true);
        string position = spec.HasRope ? ", position: arguments.Position" : string.Empty;
        string queryLength = QueryLength.FromParts(spec);
        using (code.Open($"void {self}.Forward({operands.In} x, {operands.Out} output, {arguments})"))
        {
            if (!spec.IsCrossAttention)
            {
                WriteAbsent(code, "Context", "context", "the shape is self-attention: keys and values come from x");
                WriteAbsentLength(code, "QueryLength", QueryLength.Name, "the tokens are queries and keys: length counts both");
            }

            WriteAbsentWeights(code, spec);
            code.Line($"{FaceNames.Guard}ScoreArguments(Shape, arguments, hasWeights: true);");
            code.Line($"Forward(x, output{(spec.IsCrossAttention ? ", arguments.Context" : string.Empty)}{forward.RequiredFromParts}, {length}{weights}{forward.OptionalFromParts}{position}{(spec.IsCrossAttention ? queryLength : string.Empty)});");
        }

        code.Line();
        using (code.Open($"static void {self}.Attend({operands.In} query, {operands.In} key, {operands.In} value, {operands.Out} output, {arguments})"))
        {
            WriteAbsent(code, "Context", "context", "keys and values are given as they are");
            WriteAbsentWeights(code, spec);
            code.Line($"{FaceNames.Guard}ScoreArguments(Shape, arguments, hasWeights: false);");
            code.Line($"Attend(query, key, value, output{attend.RequiredFromParts}, {length}{weights}{attend.OptionalFromParts}{queryLength});");
        }
    }

    /// <summary>Writes the refusal of what a step on a cache has no use for.</summary>
    public static void WriteAbsentFromStep(CodeWriter code, AttentionSpec spec, string whyNoContext)
    {
        WriteAbsent(code, "Context", "context", whyNoContext);
        const string Reason = "the tokens of a step are counted by their operands";
        WriteAbsentLength(code, "Length", "length", Reason);
        WriteAbsentLength(code, "QueryLength", QueryLength.Name, Reason);
        if (spec.HasRope)
        {
            code.Line($"{FaceNames.Guard}Absent(arguments.Position, \"position\", \"it is the cache's length\");");
        }

        WriteAbsentWeights(code, spec);
    }

    private static void WriteAbsent(CodeWriter code, string member, string name, string reason) =>
        code.Line($"{FaceNames.Guard}Absent(arguments.{member}.Length, \"{name}\", \"{reason}\");");

    private static void WriteAbsentLength(CodeWriter code, string member, string name, string reason) =>
        code.Line($"{FaceNames.Guard}Absent(arguments.{member}.HasValue ? 1 : 0, \"{name}\", \"{reason}\");");

    private static void WriteAbsentWeights(CodeWriter code, AttentionSpec spec)
    {
        if (!spec.OffersWeights)
        {
            WriteAbsent(code, "AttentionWeights", "attentionWeights", "the weights of this shape do not fit into one span");
        }
    }
}
