using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>Writes the members of <c>IDecoderKernel</c>, so that generic code takes any kernel with a cache.</summary>
internal static class DecoderInterfaceFace
{
    /// <summary>Writes the members.</summary>
    public static void Write(CodeWriter code, TypeSpec type, AttentionSpec spec)
    {
        var operands = new OperandFace(spec);
        string self = operands.DecoderInterface(type.Name, CacheClass.Name);
        string arguments = operands.Arguments + " arguments";
        string weights = spec.OffersWeights ? ", arguments.AttentionWeights" : string.Empty;
        using (code.Open($"void {self}.Forward({operands.In} x, {operands.Out} output, {CacheClass.Name} cache, {arguments})"))
        {
            InterfaceFace.WriteAbsentFromStep(code, spec, "keys and values come from x and the cache");
            code.Line($"{FaceNames.Guard}ScoreArguments(Shape, arguments, hasWeights: true);");
            var scores = new ScoreFace(spec, hasWeights: true);
            code.Line($"Forward(x, output, cache{scores.RequiredFromParts}{weights}{scores.OptionalFromParts});");
        }

        code.Line();
        using (code.Open($"static void {self}.Attend({operands.In} query, {operands.In} key, {operands.In} value, {operands.Out} output, {CacheClass.Name} cache, {arguments})"))
        {
            InterfaceFace.WriteAbsentFromStep(code, spec, "keys and values are given as they are");
            var scores = new ScoreFace(spec, hasWeights: false);
            code.Line($"{FaceNames.Guard}ScoreArguments(Shape, arguments, hasWeights: false);");
            code.Line($"Attend(query, key, value, output, cache{scores.RequiredFromParts}{weights}{scores.OptionalFromParts});");
        }
    }
}
