using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>
/// How an entry point declares, documents and checks the operands that have the shape's element type: tokens, output and additive masks. All
/// others are floats.
/// </summary>
internal sealed class OperandFace(AttentionSpec spec)
{
    private readonly string _type = ElementWords.FullType(spec.Element);

    /// <summary>An operand that is read.</summary>
    public string In => $"global::System.ReadOnlySpan<{_type}>";

    /// <summary>The operand that is written.</summary>
    public string Out => $"global::System.Span<{_type}>";

    /// <summary>The optional parts of a call.</summary>
    public string Arguments => FaceNames.Runtime + (IsPlain ? "AttentionArguments" : $"AttentionArguments<{Types}>");

    /// <summary>The weights that a kernel takes.</summary>
    public string Weights => FaceNames.Runtime + ElementWords.Weights(spec.Number);

    /// <summary>The interface of a kernel.</summary>
    public string Interface(string self) => $"{FaceNames.Runtime}IAttentionKernel<{self}{(IsPlain ? string.Empty : ", " + Types)}>";

    /// <summary>The interface of a kernel with a cache.</summary>
    public string DecoderInterface(string self, string cache) =>
        $"{FaceNames.Runtime}IDecoderKernel<{self}, {self}.{cache}{(IsPlain ? string.Empty : ", " + Types)}>";

    /// <summary>What the class of a cache derives from.</summary>
    public string Cache => FaceNames.Runtime + (IsPlain ? "AttentionCache" : $"AttentionCache<{_type}>");

    /// <summary>The last argument of a check that says what an operand holds.</summary>
    public string UnitArgument => Unit(spec.ElementUnit);

    /// <summary>The last argument of a check that says what is learned, or comes out beside the output, holds.</summary>
    public string NumberUnit => Unit(spec.Number.Unit);

    private bool IsPlain => spec.Element == ElementType.Float32;

    private string Types => spec.IsNarrow ? _type : $"{_type}, {spec.Number.Name}";

    /// <summary>The documentation of an operand.</summary>
    public string Doc(string argument, string what, params int[] factors) =>
        FaceChecks.Doc(argument, what, spec.ElementUnit, factors);

    /// <summary>The check of an operand's length.</summary>
    public string Length(string argument, string product, params int[] factors) => Length(argument, product, spec.ElementUnit, factors);

    /// <summary>The documentation of what is learned, or comes out beside the output.</summary>
    public string NumberDoc(string argument, string what, params int[] factors) => FaceChecks.Doc(argument, what, spec.Number.Unit, factors);

    /// <summary>The check of its length.</summary>
    public string NumberLength(string argument, string product, params int[] factors) => Length(argument, product, spec.Number.Unit, factors);

    /// <summary>The check that what is written shares no memory with another operand.</summary>
    public string Apart(string output, string other)
    {
        string types = !IsPlain ? $"<{TypeOf(output)}, {TypeOf(other)}>" : string.Empty;
        return $"{FaceNames.Guard}Apart{types}({output}, {other}, \"{output}\", \"{other}\");";
    }

    /// <summary>The check that what is written shares no memory with a boolean mask.</summary>
    public string ApartFromBooleans(string output) => !IsPlain
        ? $"{FaceNames.Guard}Apart<{TypeOf(output)}, bool>({output}, mask, \"{output}\", \"mask\");"
        : $"{FaceNames.Guard}Apart({output}, mask, \"{output}\");";

    private static string Length(string argument, string product, string unit, int[] factors) =>
        FaceChecks.Length(argument, product, Unit(unit), factors);

    private static string Unit(string unit) => unit == NumberType.Float.Unit ? string.Empty : $", \"{unit}\"";

    private string TypeOf(string operand) =>
        operand is "x" or "context" or "query" or "key" or "value" or "output" or "mask" ? _type : "float";
}
