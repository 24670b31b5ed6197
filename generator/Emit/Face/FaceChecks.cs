using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>Writes what the entry points share: checks of lengths and overlap, and their documentation.</summary>
internal static class FaceChecks
{
    /// <summary>The check of a length whose last argument tells what a span holds.</summary>
    public static string Length(string argument, string product, string elements, int[] factors) =>
        $"{FaceNames.Guard}Length({argument}.Length, {Literal.Int(Product(factors))}, \"{argument}\", \"{product} = {Factors(factors)}\"{elements});";

    public static string First(string span) => $"global::System.Runtime.InteropServices.MemoryMarshal.GetReference({span})";

    public static string Weights(AttentionSpec spec) => spec.OffersWeights
        ? $"ref {First("attentionWeights")}, !attentionWeights.IsEmpty"
        : "ref global::System.Runtime.CompilerServices.Unsafe.NullRef<float>(), false";

    public static void WriteCommon(CodeWriter code, AttentionSpec spec, IReadOnlyList<string> inputs)
    {
        code.Line($"{FaceNames.Guard}Tokens(length, {Literal.Int(spec.KeyValueLength)});");
        WriteApart(code, spec, inputs);
    }

    /// <summary>Writes the checks that what is written shares no memory with anything else, and the length of the attention weights.</summary>
    public static void WriteApart(CodeWriter code, AttentionSpec spec, IReadOnlyList<string> inputs)
    {
        var operands = new OperandFace(spec);
        foreach (string input in inputs)
        {
            code.Line(operands.Apart("output", input));
        }

        if (!spec.OffersWeights)
        {
            return;
        }

        using (code.Open("if (!attentionWeights.IsEmpty)"))
        {
            string keys = spec.HasCache ? "cacheCapacity" : "keyValueLength";
            code.Line(operands.NumberLength("attentionWeights", $"heads × n × {keys}", spec.Heads, spec.N, spec.KeyValueLength));
            foreach (string other in inputs.Append("output"))
            {
                code.Line(operands.Apart("attentionWeights", other));
            }
        }
    }

    /// <summary>The documentation of an operand that holds such elements.</summary>
    public static string Doc(string argument, string what, string elements, int[] factors) =>
        $"/// <param name=\"{argument}\">{what}: {Factors(factors)} = {Literal.Int(Product(factors))} {elements}.</param>";

    /// <summary>Writes which keys a query sees, where it does not see all.</summary>
    /// <param name="code">Where to write.</param>
    /// <param name="spec">The shape.</param>
    /// <param name="queriesHaveLength">Whether the length counts the queries too.</param>
    public static void WriteCausalDoc(CodeWriter code, AttentionSpec spec, bool queriesHaveLength)
    {
        if (spec.Causal == CausalAlignment.None)
        {
            return;
        }

        bool offset = spec.Causal == CausalAlignment.BottomRight && !queriesHaveLength;
        string last = offset ? $"i + length − {QueryLength.Name}" : "i";
        code.Line($"/// <remarks>Causal: query i attends to the keys 0 … {last} alone; one that may attend to none gives 0.</remarks>");
    }

    /// <summary>Writes the documentation of the arguments that come last, and of what is thrown.</summary>
    /// <param name="code">Where to write.</param>
    /// <param name="spec">The shape.</param>
    /// <param name="hasPosition">Whether the first token's position is an argument.</param>
    /// <param name="hasQueryLength">Whether the number of real queries is an argument.</param>
    public static void WriteDocEnd(CodeWriter code, AttentionSpec spec, bool hasPosition, bool hasQueryLength)
    {
        if (spec.OffersWeights)
        {
            int[] factors = [spec.Heads, spec.N, spec.KeyValueLength];
            code.Line(
                $"/// <param name=\"attentionWeights\">Takes the attention weights [heads, n, keys]: {Factors(factors)} = "
                + $"{Literal.Int(Product(factors))} {spec.Number.Unit}; empty for none.</param>");
        }

        code.Line("/// <exception cref=\"global::System.ArgumentException\">A span has the wrong length, or what is written overlaps what is read.</exception>");
        if (hasPosition)
        {
            string why = spec.HasPosition
                ? "the context begins at position 0"
                : "queries and keys move alike, so that the result is the same whatever it is";
            code.Line($"/// <param name=\"position\">The position of the first token of x for RoPE, 0 or above; {why}.</param>");
        }

        List<string> ranged = ["length"];
        if (hasPosition)
        {
            ranged.Add("position");
        }

        if (hasQueryLength)
        {
            code.Line(QueryLength.Doc(spec));
            ranged.Add(QueryLength.Name);
        }

        string names = string.Join(" or ", ranged.Select(name => $"<paramref name=\"{name}\"/>"));
        code.Line($"/// <exception cref=\"global::System.ArgumentOutOfRangeException\">{names} is outside its range.</exception>");
    }

    private static long Product(IEnumerable<int> factors) => factors.Aggregate(1L, (product, factor) => product * factor);

    private static string Factors(IEnumerable<int> factors) => string.Join(" × ", factors.Select(factor => Literal.Int(factor)));
}
