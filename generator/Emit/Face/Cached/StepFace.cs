using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>Writes the entry points of a decoder: one step with projections, and one without.</summary>
internal static class StepFace
{
    private const string Access = FaceNames.Generated + "CacheAccess.";

    /// <summary>Writes <c>Forward</c> and <c>Attend</c>.</summary>
    public static void Write(CodeWriter code, AttentionSpec spec)
    {
        WriteForward(code, spec);
        code.Line();
        WriteAttend(code, spec);
    }

    private static void WriteForward(CodeWriter code, AttentionSpec spec)
    {
        var operands = new OperandFace(spec);
        string formula = spec.OutputProjection ? "softmax(scale · Q·Kᵀ)·V·W_O" : "softmax(scale · Q·Kᵀ)·V";
        FaceSummary.Write(
            code,
            $"The next {Tokens(spec)}: their keys and values join the cache, then {formula} over all that it holds.",
            $"{Size(spec, "x", spec.DModel)}; {Size(spec, "output", spec.ResultWidth)}.");
        WriteRemarks(code, spec);
        code.Line(Doc(spec, "x", "X", spec.DModel));
        code.Line(Doc(spec, "output", "Takes", spec.ResultWidth));
        var scores = new ScoreFace(spec, hasWeights: true);
        WriteDocEnd(code, spec, scores);
        using (code.Open($"public void Forward({operands.In} x, {operands.Out} output, {End(spec, scores)})"))
        {
            code.Line(TokensOf("x", spec, spec.DModel, "dModel"));
            code.Line(spec.OutputProjection
                ? Length(spec, "output", spec.OutputWidth, "outputWidth", spec.OutputWidth)
                : Length(spec, "output", spec.HeadsWidth, "heads × dV", spec.Heads, spec.DV));
            WriteChecks(code, spec, scores, ["x"]);
            code.Line($"{FaceNames.Dispatch}Forward(");
            code.Line($"    ref {FaceChecks.First("x")},");
            code.Line($"    {FaceNames.PanelsField},");
            WriteEnd(code, spec, scores);
        }
    }

    private static void WriteAttend(CodeWriter code, AttentionSpec spec)
    {
        var operands = new OperandFace(spec);
        string heads = spec.GroupSize == 1 ? "heads" : "keyValueHeads";
        FaceSummary.Write(
            code,
            $"The next {Tokens(spec)} without projections: keys and values join the cache, then softmax(scale · Q·Kᵀ)·V over all that it holds; every operand is [tokens, heads, size].",
            $"{Size(spec, "query", spec.Heads, spec.DK)}; {Size(spec, "key", spec.KeyValueHeads, spec.DK)}; {Size(spec, "value", spec.KeyValueHeads, spec.DV)}; {Size(spec, "output", spec.Heads, spec.DV)}.");
        WriteRemarks(code, spec);
        code.Line(Doc(spec, "query", "Q", spec.Heads, spec.DK));
        code.Line(Doc(spec, "key", "K", spec.KeyValueHeads, spec.DK));
        code.Line(Doc(spec, "value", "V", spec.KeyValueHeads, spec.DV));
        code.Line(Doc(spec, "output", "Takes", spec.Heads, spec.DV));
        var scores = new ScoreFace(spec, hasWeights: false);
        WriteDocEnd(code, spec, scores);
        using (code.Open($"public static void Attend({operands.In} query, {operands.In} key, {operands.In} value, {operands.Out} output, {End(spec, scores)})"))
        {
            code.Line(TokensOf("query", spec, spec.QueryWidth, "heads × dK", spec.Heads, spec.DK));
            code.Line(Length(spec, "key", spec.KeyWidth, $"{heads} × dK", spec.KeyValueHeads, spec.DK));
            code.Line(Length(spec, "value", spec.ValueWidth, $"{heads} × dV", spec.KeyValueHeads, spec.DV));
            code.Line(Length(spec, "output", spec.HeadsWidth, "heads × dV", spec.Heads, spec.DV));
            WriteChecks(code, spec, scores, ["query", "key", "value"]);
            code.Line($"{FaceNames.Dispatch}Attend(");
            code.Line($"    ref {FaceChecks.First("query")},");
            code.Line($"    ref {FaceChecks.First("key")},");
            code.Line($"    ref {FaceChecks.First("value")},");
            WriteEnd(code, spec, scores);
        }
    }

    private static string Tokens(AttentionSpec spec) => spec.N == 1 ? "token" : $"1 … {Literal.Int(spec.N)} tokens";

    private static string End(AttentionSpec spec, ScoreFace scores) =>
        $"{CacheClass.Name} cache{scores.Required}"
        + (spec.OffersWeights ? $", {FaceNames.Out} attentionWeights = default" : string.Empty)
        + scores.Optional;

    private static void WriteRemarks(CodeWriter code, AttentionSpec spec)
    {
        if (spec.Causal != CausalAlignment.None)
        {
            code.Line("/// <remarks>Causal: a token attends to those before it and to itself.</remarks>");
        }
        else if (spec.N > 1)
        {
            code.Line("/// <remarks>Not causal: a token attends to those before its step and to its whole step.</remarks>");
        }
    }

    private static string Doc(AttentionSpec spec, string argument, string what, params int[] factors) =>
        $"/// <param name=\"{argument}\">{Size(spec, what, factors)}.</param>";

    private static string Size(AttentionSpec spec, string what, params int[] factors) =>
        $"{what}: tokens × {string.Join(" × ", factors.Select(factor => Literal.Int(factor)))} {spec.ElementUnit}";

    private static void WriteDocEnd(CodeWriter code, AttentionSpec spec, ScoreFace scores)
    {
        code.Line($"/// <param name=\"cache\">The tokens before, at most {Literal.Int(spec.CacheCapacity)} with these; they join it.</param>");
        if (spec.OffersWeights)
        {
            string factors = $"{Literal.Int(spec.Heads)} × {Literal.Int(spec.N)} × {Literal.Int(spec.CacheCapacity)}";
            code.Line($"/// <param name=\"attentionWeights\">Takes the attention weights [heads, n, cacheCapacity]: {factors} {spec.Number.Unit}; what is past the tokens of the step or of the cache is 0. Empty for none.</param>");
        }

        scores.WriteDoc(code);
        code.Line("/// <exception cref=\"global::System.ArgumentNullException\"><paramref name=\"cache\"/> is null.</exception>");
        code.Line("/// <exception cref=\"global::System.ArgumentException\">A span has the wrong length, what is written overlaps what is read, or the cache has no room. Nothing has been written then.</exception>");
    }

    private static string TokensOf(string argument, AttentionSpec spec, int width, string names, params int[] factors)
    {
        string product = factors.Length == 0
            ? $"{names} = {Literal.Int(width)}"
            : $"{names} = {string.Join(" × ", factors.Select(factor => Literal.Int(factor)))} = {Literal.Int(width)}";
        return $"int tokens = {Access}Tokens({argument}.Length, {Literal.Int(width)}, {Literal.Int(spec.N)}, \"{argument}\", \"{product}\"{new OperandFace(spec).UnitArgument});";
    }

    private static string Length(AttentionSpec spec, string argument, int width, string names, params int[] factors) =>
        $"{Access}Length({argument}.Length, tokens, {Literal.Int(width)}, \"{argument}\", \"{names}\", "
        + $"\"{string.Join(" × ", factors.Select(factor => Literal.Int(factor)))}\"{new OperandFace(spec).UnitArgument});";

    private static void WriteChecks(CodeWriter code, AttentionSpec spec, ScoreFace scores, IReadOnlyList<string> inputs)
    {
        code.Line($"{Access}Room(cache, tokens);");
        FaceChecks.WriteApart(code, spec, inputs);
        scores.Write(code, inputs);
        if (spec.Slides)
        {
            code.Line("cache.MakeRoom(tokens);");
        }

        if (spec.RelativeBias)
        {
            // The table is for distances from the last token that a cache can hold.
            code.Line($"operands.FirstDistance = {Literal.Int(spec.CacheCapacity - spec.N)} - {Access}Rows(cache);");
        }

        if (spec.Modifier is not null)
        {
            code.Line("operands.QueryNumber = cache.Length;");
            code.Line("operands.KeyNumber = cache.First;");
        }

        scores.WriteUncomputed(code);
    }

    private static void WriteEnd(CodeWriter code, AttentionSpec spec, ScoreFace scores)
    {
        code.Line("    cache,");
        code.Line($"    ref {FaceChecks.First("output")},");
        code.Line($"    {FaceChecks.Weights(spec)},");
        code.Line($"    tokens{scores.Argument});");
        code.Line($"{Access}Advance(cache, tokens);");
        if (!spec.TakesSteps)
        {
            return;
        }

        PaddedResults.WriteBesideOutput(code, spec, "tokens");
    }
}
