using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>Writes the user's own type: the members that check their arguments and hand over to the kernel.</summary>
internal static class FaceClass
{
    /// <summary>Writes the type, with its namespace and parents.</summary>
    /// <param name="code">Where to write.</param>
    /// <param name="type">The user's type.</param>
    /// <param name="spec">The shape.</param>
    /// <param name="plans">The plan of each tier that the kernel is written for.</param>
    public static void Write(CodeWriter code, TypeSpec type, AttentionSpec spec, IReadOnlyList<KernelPlan> plans)
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

            open.Push(code.Open(type.Declarations[i] + (own ? " : " + Interface(type, spec) : string.Empty)));
        }

        WriteConstruction(code, type, spec);
        code.Line();
        WriteFacts(code, spec, plans);
        code.Line();
        if (spec.HasCache)
        {
            CacheClass.Write(code, spec);
            code.Line();
            StepFace.Write(code, spec);
            code.Line();
            DecoderInterfaceFace.Write(code, type, spec);
        }
        else
        {
            ForwardFace.Write(code, spec);
            code.Line();
            AttendFace.Write(code, spec);
            code.Line();
            InterfaceFace.Write(code, type, spec);
        }

        while (open.Count > 0)
        {
            open.Pop().Dispose();
        }
    }

    private static string Interface(TypeSpec type, AttentionSpec spec) => spec.HasCache
        ? new OperandFace(spec).DecoderInterface(type.Name, CacheClass.Name)
        : new OperandFace(spec).Interface(type.Name);

    private static void WriteConstruction(CodeWriter code, TypeSpec type, AttentionSpec spec)
    {
        code.Line($"private readonly {FaceNames.Generated}PackedPanels {FaceNames.PanelsField};");
        ScoreFace.WriteFields(code, spec);
        code.Line();
        string sizes = FaceSummary.Weights(spec);
        FaceSummary.Write(code, "Packs the weights for this machine. The kernel keeps its own copy.", sizes);
        code.Line($"/// <param name=\"weights\">{sizes}</param>");
        code.Line("/// <exception cref=\"global::System.ArgumentNullException\"><paramref name=\"weights\"/> is null.</exception>");
        code.Line("/// <exception cref=\"global::System.ArgumentException\">A matrix or bias has the wrong length or no use in this shape.</exception>");
        using (code.Open($"public {type.Constructor}({new OperandFace(spec).Weights} weights)"))
        {
            code.Line($"{FaceNames.Guard}Weights(Shape, weights);");
            code.Line($"{FaceNames.PanelsField} = {FaceNames.Dispatch}Pack(weights);");
            ScoreFace.WriteFieldValues(code, spec);
        }

        code.Line();
        FaceSummary.Write(code, "Packs the weights for this machine into a new kernel.", sizes);
        code.Line($"/// <param name=\"weights\">{sizes}</param>");
        code.Line("/// <returns>The kernel.</returns>");
        code.Line("/// <exception cref=\"global::System.ArgumentNullException\"><paramref name=\"weights\"/> is null.</exception>");
        code.Line("/// <exception cref=\"global::System.ArgumentException\">A matrix or bias has the wrong length or no use in this shape.</exception>");
        code.Line($"public static {type.Name} Create({new OperandFace(spec).Weights} weights) => new {type.Name}(weights);");
    }

    private static void WriteScoreFacts(CodeWriter code, AttentionSpec spec)
    {
        (bool Set, string Fact)[] facts =
        [
            (spec.LeftWindow >= 0, $"LeftWindow = {Literal.Int(spec.LeftWindow)}"),
            (spec.RightWindow >= 0, $"RightWindow = {Literal.Int(spec.RightWindow)}"),
            (spec.Softcap != 0, $"Softcap = {Literal.Double(spec.Softcap)}"),
            (spec.Mask != MaskKind.None, $"Mask = {FaceNames.Runtime}MaskKind.{spec.Mask}"),
            (spec.Alibi, "Alibi = true"),
            (spec.RelativeBias, "RelativeBias = true"),
            (spec.Modifier is not null, $"Modifier = {FaceNames.Runtime}ScoreModifier.Of<{spec.Modifier?.FullName}>()"),
            (spec.Sink != SinkKind.None, $"Sink = {FaceNames.Runtime}SinkKind.{spec.Sink}"),
            (spec.LogSumExp, "LogSumExp = true"),
            (spec.Scores != ScoreStage.None, $"Scores = {FaceNames.Runtime}ScoreStage.{spec.Scores}"),
        ];
        foreach ((bool set, string fact) in facts)
        {
            if (set)
            {
                code.Line($"    {fact},");
            }
        }
    }

    private static void WriteFacts(CodeWriter code, AttentionSpec spec, IReadOnlyList<KernelPlan> plans)
    {
        FaceSummary.Write(code, "The shape that this kernel was generated for.", ShapeWords.Of(spec));
        code.Line(
            $"public static {FaceNames.Runtime}AttentionShape Shape {{ get; }} = new {FaceNames.Runtime}AttentionShape("
            + $"{Literal.Int(spec.N)}, {Literal.Int(spec.DModel)}, {Literal.Int(spec.DK)})");
        code.Line("{");
        code.Line($"    Heads = {Literal.Int(spec.Heads)},");
        if (spec.GroupSize > 1)
        {
            code.Line($"    KeyValueHeads = {Literal.Int(spec.KeyValueHeads)},");
        }

        code.Line($"    DV = {Literal.Int(spec.DV)},");
        code.Line(spec.HasCache
            ? $"    CacheCapacity = {Literal.Int(spec.CacheCapacity)},"
            : $"    KeyValueLength = {Literal.Int(spec.KeyValueLength)},");
        code.Line($"    ContextWidth = {Literal.Int(spec.ContextWidth)},");
        code.Line($"    IsCrossAttention = {Literal.Bool(spec.IsCrossAttention)},");
        code.Line($"    Bias = {Literal.Bool(spec.Bias)},");
        code.Line($"    OutputProjection = {Literal.Bool(spec.OutputProjection)},");
        code.Line($"    OutputWidth = {Literal.Int(spec.OutputWidth)},");
        code.Line($"    Scale = {Literal.Double(spec.Scale)},");
        if (spec.Causal != CausalAlignment.None)
        {
            code.Line($"    Causal = {FaceNames.Runtime}CausalAlignment.{spec.Causal},");
        }

        WriteScoreFacts(code, spec);
        if (spec.HasRope)
        {
            code.Line($"    Rope = {FaceNames.Runtime}RopePairing.{spec.Rope},");
            code.Line($"    RopeTheta = {Literal.Double(spec.RopeTheta)},");
            code.Line($"    RopeWidth = {Literal.Int(spec.RopeWidth)},");
        }

        code.Line($"    Layout = {FaceNames.Runtime}HeadLayout.{spec.Layout},");
        if (spec.Element != ElementType.Float32)
        {
            code.Line($"    Element = {FaceNames.Runtime}ElementType.{spec.Element},");
        }

        code.Line("};");
        code.Line();
        code.Line("/// <summary>The instruction sets in use in this process.</summary>");
        code.Line($"public static {FaceNames.Runtime}KernelTier Tier => {FaceNames.Dispatch}Tier();");
        code.Line();
        FaceSummary.Write(
            code,
            "The scratch memory that a call needs on this machine, in bytes; each thread keeps the largest it has needed.",
            FaceSummary.Scratch(plans));
        code.Line($"public static int ScratchBytes => {FaceNames.Dispatch}ScratchBytes();");
    }
}
