using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>Writes the user's own type: the members that check their arguments and hand over to the kernel.</summary>
internal static class FaceClass
{
    private const string Runtime = "global::AttnGen.";
    private const string Generated = "global::AttnGen.Generated.";
    private const string Guard = Generated + "Guard.";
    private const string Dispatch = Generated + DispatchClass.Name + ".";
    private const string In = "global::System.ReadOnlySpan<float>";
    private const string Out = "global::System.Span<float>";

    /// <summary>The names the generated members have in the user's type.</summary>
    private const string PanelsField = "_attnGenPanels";

    /// <summary>Writes the type, with its namespace and parents.</summary>
    public static void Write(CodeWriter code, TypeSpec type, AttentionSpec spec, bool offersWeights)
    {
        var open = new Stack<CodeWriter.Block>();
        if (type.Namespace.Length > 0)
        {
            open.Push(code.Open("namespace " + type.Namespace));
        }

        for (int i = 0; i < type.Declarations.Count; i++)
        {
            bool own = i == type.Declarations.Count - 1;
            if (own)
            {
                code.Line(GeneratedCode.Attribute);
                code.Line("[global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage]");
            }

            open.Push(code.Open(type.Declarations[i] + (own ? $" : {Runtime}IAttentionKernel<{type.Name}>" : string.Empty)));
        }

        WriteConstruction(code, type, spec);
        code.Line();
        WriteFacts(code, spec);
        code.Line();
        ForwardFace.Write(code, spec, offersWeights);
        code.Line();
        AttendFace.Write(code, spec, offersWeights);
        code.Line();
        InterfaceFace.Write(code, type, spec, offersWeights);

        while (open.Count > 0)
        {
            open.Pop().Dispose();
        }
    }

    private static void WriteConstruction(CodeWriter code, TypeSpec type, AttentionSpec spec)
    {
        code.Line($"private readonly {Generated}PackedPanels {PanelsField};");
        code.Line();
        code.Line("/// <summary>Packs the weights for this machine. The kernel keeps its own copy.</summary>");
        code.Line($"/// <param name=\"weights\">{WeightsDoc(spec)}</param>");
        code.Line("/// <exception cref=\"global::System.ArgumentException\">A matrix or bias has the wrong length or no use in this shape.</exception>");
        using (code.Open($"public {type.Constructor}({Runtime}AttentionWeights weights)"))
        {
            code.Line($"{Guard}Weights(Shape, weights);");
            code.Line($"{PanelsField} = {Dispatch}Pack(weights);");
        }

        code.Line();
        code.Line("/// <summary>Packs the weights for this machine into a new kernel.</summary>");
        code.Line("/// <param name=\"weights\">The matrices and biases, as the constructor takes them.</param>");
        code.Line("/// <returns>The kernel.</returns>");
        code.Line($"public static {type.Name} Create({Runtime}AttentionWeights weights) => new {type.Name}(weights);");
    }

    private static string WeightsDoc(AttentionSpec spec)
    {
        string context = Literal.Int(spec.ContextWidth);
        string keys = Literal.Int(spec.QueryWidth);
        string values = Literal.Int(spec.ValueWidth);
        string text = $"Query {Literal.Int(spec.DModel)} × {keys}, Key {context} × {keys}, Value {context} × {values}";
        if (spec.OutputProjection)
        {
            text += $", Output {values} × {Literal.Int(spec.OutputWidth)}";
        }

        return text + (spec.Bias ? ", and biases." : ".");
    }

    private static void WriteFacts(CodeWriter code, AttentionSpec spec)
    {
        code.Line("/// <summary>The shape that this kernel was generated for.</summary>");
        code.Line(
            $"public static {Runtime}AttentionShape Shape {{ get; }} = new {Runtime}AttentionShape("
            + $"{Literal.Int(spec.N)}, {Literal.Int(spec.DModel)}, {Literal.Int(spec.DK)})");
        code.Line("{");
        code.Line($"    Heads = {Literal.Int(spec.Heads)},");
        code.Line($"    DV = {Literal.Int(spec.DV)},");
        code.Line($"    KeyValueLength = {Literal.Int(spec.KeyValueLength)},");
        code.Line($"    ContextWidth = {Literal.Int(spec.ContextWidth)},");
        code.Line($"    IsCrossAttention = {Literal.Bool(spec.IsCrossAttention)},");
        code.Line($"    Bias = {Literal.Bool(spec.Bias)},");
        code.Line($"    OutputProjection = {Literal.Bool(spec.OutputProjection)},");
        code.Line($"    OutputWidth = {Literal.Int(spec.OutputWidth)},");
        code.Line($"    Scale = {Literal.Double(spec.Scale)},");
        code.Line($"    Layout = {Runtime}HeadLayout.{spec.Layout},");
        code.Line("};");
        code.Line();
        code.Line("/// <summary>The instruction sets in use in this process.</summary>");
        code.Line($"public static {Runtime}KernelTier Tier => {Dispatch}Tier();");
        code.Line();
        code.Line("/// <summary>The scratch memory that a call needs on this machine, in bytes; each thread keeps the largest it has needed.</summary>");
        code.Line($"public static int ScratchBytes => {Dispatch}ScratchBytes();");
    }

    /// <summary>The entry point <c>Forward</c>.</summary>
    private static class ForwardFace
    {
        public static void Write(CodeWriter code, AttentionSpec spec, bool offersWeights)
        {
            WriteDoc(code, spec, offersWeights);
            string context = spec.IsCrossAttention ? $", {In} context" : string.Empty;
            string weights = offersWeights ? $", {Out} attentionWeights = default" : string.Empty;
            string tokens = Literal.Int(spec.KeyValueLength);
            using (code.Open($"public void Forward({In} x, {Out} output{context}, int length = {tokens}{weights})"))
            {
                code.Line(Check.Length("x", "n × dModel", spec.N, spec.DModel));
                code.Line(ResultCheck(spec));
                if (spec.IsCrossAttention)
                {
                    code.Line(Check.Length("context", "keyValueLength × contextWidth", spec.KeyValueLength, spec.ContextWidth));
                }

                string[] inputs = spec.IsCrossAttention ? ["x", "context"] : ["x"];
                Check.WriteCommon(code, spec, offersWeights, inputs);
                string second = spec.IsCrossAttention ? "context" : "x";
                string queries = spec.IsCrossAttention ? Literal.Int(spec.N) : "length";
                code.Line($"{Dispatch}Forward(");
                code.Line($"    ref {Check.First("x")},");
                code.Line($"    ref {Check.First(second)},");
                code.Line($"    {PanelsField},");
                code.Line($"    ref {Check.First("output")},");
                code.Line($"    {Check.Weights(offersWeights)},");
                code.Line($"    {queries},");
                code.Line("    length);");
                if (!spec.IsCrossAttention)
                {
                    WritePadding(code, spec, offersWeights);
                }
            }
        }

        private static string ResultCheck(AttentionSpec spec) => spec.OutputProjection
            ? Check.Length("output", "n × outputWidth", spec.N, spec.OutputWidth)
            : Check.Length("output", "n × heads × dV", spec.N, spec.Heads, spec.DV);

        /// <summary>The tokens past the length are padding as queries too.</summary>
        private static void WritePadding(CodeWriter code, AttentionSpec spec, bool offersWeights)
        {
            using (code.Open($"if (length != {Literal.Int(spec.N)})"))
            {
                code.Line($"output.Slice(length * {Literal.Int(spec.ResultWidth)}).Clear();");
                if (offersWeights)
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

        private static void WriteDoc(CodeWriter code, AttentionSpec spec, bool offersWeights)
        {
            string formula = spec.OutputProjection ? "softmax(scale · Q·Kᵀ)·V·W_O" : "softmax(scale · Q·Kᵀ)·V";
            code.Line($"/// <summary>{formula} with Q = x·W_Q, K and V projected from {(spec.IsCrossAttention ? "the context" : "x")} too.</summary>");
            code.Line(Check.Doc("x", "X", spec.N, spec.DModel));
            code.Line(Check.Doc("output", "Takes", spec.N, spec.ResultWidth));
            if (spec.IsCrossAttention)
            {
                code.Line(Check.Doc("context", "What keys and values are made from", spec.KeyValueLength, spec.ContextWidth));
                code.Line(
                    $"/// <param name=\"length\">The number of real context tokens, 0 … {Literal.Int(spec.KeyValueLength)}; those past it are masked.</param>");
            }
            else
            {
                code.Line(
                    $"/// <param name=\"length\">The number of real tokens, 0 … {Literal.Int(spec.N)}; those past it are masked, and their output is 0.</param>");
            }

            Check.WriteDocEnd(code, spec, offersWeights);
        }
    }

    /// <summary>The entry point <c>Attend</c>.</summary>
    private static class AttendFace
    {
        public static void Write(CodeWriter code, AttentionSpec spec, bool offersWeights)
        {
            string layout = spec.Layout == HeadLayout.TokenMajor ? "[tokens, heads, size]" : "[heads, tokens, size]";
            code.Line($"/// <summary>softmax(scale · Q·Kᵀ)·V without projections; every operand is {layout}.</summary>");
            code.Line(Check.Doc("query", "Q", spec.N, spec.Heads, spec.DK));
            code.Line(Check.Doc("key", "K", spec.KeyValueLength, spec.Heads, spec.DK));
            code.Line(Check.Doc("value", "V", spec.KeyValueLength, spec.Heads, spec.DV));
            code.Line(Check.Doc("output", "Takes", spec.N, spec.Heads, spec.DV));
            code.Line($"/// <param name=\"length\">The number of real keys, 0 … {Literal.Int(spec.KeyValueLength)}; those past it are masked.</param>");
            Check.WriteDocEnd(code, spec, offersWeights);
            string weights = offersWeights ? $", {Out} attentionWeights = default" : string.Empty;
            string length = $"int length = {Literal.Int(spec.KeyValueLength)}";
            using (code.Open($"public static void Attend({In} query, {In} key, {In} value, {Out} output, {length}{weights})"))
            {
                code.Line(Check.Length("query", "n × heads × dK", spec.N, spec.Heads, spec.DK));
                code.Line(Check.Length("key", "keyValueLength × heads × dK", spec.KeyValueLength, spec.Heads, spec.DK));
                code.Line(Check.Length("value", "keyValueLength × heads × dV", spec.KeyValueLength, spec.Heads, spec.DV));
                code.Line(Check.Length("output", "n × heads × dV", spec.N, spec.Heads, spec.DV));
                Check.WriteCommon(code, spec, offersWeights, ["query", "key", "value"]);
                code.Line($"{Dispatch}Attend(");
                code.Line($"    ref {Check.First("query")},");
                code.Line($"    ref {Check.First("key")},");
                code.Line($"    ref {Check.First("value")},");
                code.Line($"    ref {Check.First("output")},");
                code.Line($"    {Check.Weights(offersWeights)},");
                code.Line("    length);");
            }
        }
    }

    /// <summary>The interface, so that generic code takes any kernel.</summary>
    private static class InterfaceFace
    {
        public static void Write(CodeWriter code, TypeSpec type, AttentionSpec spec, bool offersWeights)
        {
            string self = $"{Runtime}IAttentionKernel<{type.Name}>";
            string arguments = $"{Runtime}AttentionArguments arguments";
            string length = $"arguments.Length ?? {Literal.Int(spec.KeyValueLength)}";
            string weights = offersWeights ? ", arguments.AttentionWeights" : string.Empty;
            using (code.Open($"void {self}.Forward({In} x, {Out} output, {arguments})"))
            {
                if (!spec.IsCrossAttention)
                {
                    WriteAbsent(code, "Context", "context", "the shape is self-attention: keys and values come from x");
                }

                WriteAbsentWeights(code, offersWeights);
                code.Line($"Forward(x, output, {(spec.IsCrossAttention ? "arguments.Context, " : string.Empty)}{length}{weights});");
            }

            code.Line();
            using (code.Open($"static void {self}.Attend({In} query, {In} key, {In} value, {Out} output, {arguments})"))
            {
                WriteAbsent(code, "Context", "context", "keys and values are given as they are");
                WriteAbsentWeights(code, offersWeights);
                code.Line($"Attend(query, key, value, output, {length}{weights});");
            }
        }

        private static void WriteAbsent(CodeWriter code, string member, string name, string reason) =>
            code.Line($"{Guard}Absent(arguments.{member}.Length, \"{name}\", \"{reason}\");");

        private static void WriteAbsentWeights(CodeWriter code, bool offersWeights)
        {
            if (!offersWeights)
            {
                WriteAbsent(code, "AttentionWeights", "attentionWeights", "the weights of this shape do not fit into one span");
            }
        }
    }

    /// <summary>What the entry points share: checks of lengths and overlap, and their documentation.</summary>
    private static class Check
    {
        public static string Length(string argument, string product, params int[] factors) =>
            $"{Guard}Length({argument}.Length, {Literal.Int(Product(factors))}, \"{argument}\", \"{product} = {Factors(factors)}\");";

        public static string First(string span) => $"global::System.Runtime.InteropServices.MemoryMarshal.GetReference({span})";

        public static string Weights(bool offered) => offered
            ? $"ref {First("attentionWeights")}, !attentionWeights.IsEmpty"
            : "ref global::System.Runtime.CompilerServices.Unsafe.NullRef<float>(), false";

        public static void WriteCommon(CodeWriter code, AttentionSpec spec, bool offersWeights, IReadOnlyList<string> inputs)
        {
            code.Line($"{Guard}Tokens(length, {Literal.Int(spec.KeyValueLength)});");
            foreach (string input in inputs)
            {
                code.Line($"{Guard}Apart(output, {input}, \"output\", \"{input}\");");
            }

            if (!offersWeights)
            {
                return;
            }

            using (code.Open("if (!attentionWeights.IsEmpty)"))
            {
                code.Line(Length("attentionWeights", "heads × n × keyValueLength", spec.Heads, spec.N, spec.KeyValueLength));
                foreach (string other in inputs.Append("output"))
                {
                    code.Line($"{Guard}Apart(attentionWeights, {other}, \"attentionWeights\", \"{other}\");");
                }
            }
        }

        public static string Doc(string argument, string what, params int[] factors) =>
            $"/// <param name=\"{argument}\">{what}: {Factors(factors)} = {Literal.Int(Product(factors))} floats.</param>";

        public static void WriteDocEnd(CodeWriter code, AttentionSpec spec, bool offersWeights)
        {
            if (offersWeights)
            {
                int[] factors = [spec.Heads, spec.N, spec.KeyValueLength];
                code.Line(
                    $"/// <param name=\"attentionWeights\">Takes the attention weights [heads, n, keys]: {Factors(factors)} = "
                    + $"{Literal.Int(Product(factors))} floats; empty for none.</param>");
            }

            code.Line("/// <exception cref=\"global::System.ArgumentException\">A span has the wrong length, or what is written overlaps what is read.</exception>");
        }

        private static long Product(IEnumerable<int> factors) => factors.Aggregate(1L, (product, factor) => product * factor);

        private static string Factors(IEnumerable<int> factors) => string.Join(" × ", factors.Select(factor => Literal.Int(factor)));
    }
}
