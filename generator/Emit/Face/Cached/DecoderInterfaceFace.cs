using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>Writes the members of <c>IDecoderKernel</c>, so that generic code takes any kernel with a cache.</summary>
internal static class DecoderInterfaceFace
{
    private const string Arguments = FaceNames.Runtime + "AttentionArguments arguments";

    /// <summary>The interface of a kernel.</summary>
    public static string Name(TypeSpec type) => $"{FaceNames.Runtime}IDecoderKernel<{type.Name}, {type.Name}.{CacheClass.Name}>";

    /// <summary>Writes the members.</summary>
    public static void Write(CodeWriter code, TypeSpec type, AttentionSpec spec)
    {
        string weights = spec.OffersWeights ? ", arguments.AttentionWeights" : string.Empty;
        using (code.Open($"void {Name(type)}.Forward({FaceNames.In} x, {FaceNames.Out} output, {CacheClass.Name} cache, {Arguments})"))
        {
            InterfaceFace.WriteAbsentFromStep(code, spec, "keys and values come from x and the cache");
            code.Line($"{FaceNames.Guard}ScoreArguments(Shape, arguments, hasWeights: true);");
            var scores = new ScoreFace(spec, hasWeights: true);
            code.Line($"Forward(x, output, cache{scores.RequiredFromParts}{weights}{scores.OptionalFromParts});");
        }

        code.Line();
        using (code.Open($"static void {Name(type)}.Attend({FaceNames.In} query, {FaceNames.In} key, {FaceNames.In} value, {FaceNames.Out} output, {CacheClass.Name} cache, {Arguments})"))
        {
            InterfaceFace.WriteAbsentFromStep(code, spec, "keys and values are given as they are");
            var scores = new ScoreFace(spec, hasWeights: false);
            code.Line($"{FaceNames.Guard}ScoreArguments(Shape, arguments, hasWeights: false);");
            code.Line($"Attend(query, key, value, output, cache{scores.RequiredFromParts}{weights}{scores.OptionalFromParts});");
        }
    }
}
