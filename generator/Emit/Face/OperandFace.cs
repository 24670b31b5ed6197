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
    public string Arguments => FaceNames.Runtime + (spec.IsNarrow ? $"AttentionArguments<{_type}>" : "AttentionArguments");

    /// <summary>The interface of a kernel.</summary>
    public string Interface(string self) => $"{FaceNames.Runtime}IAttentionKernel<{self}{(spec.IsNarrow ? ", " + _type : string.Empty)}>";

    /// <summary>The documentation of an operand.</summary>
    public string Doc(string argument, string what, params int[] factors) =>
        FaceChecks.Doc(argument, what, spec.ElementUnit, factors);

    /// <summary>The check of an operand's length.</summary>
    public string Length(string argument, string product, params int[] factors) => spec.IsNarrow
        ? FaceChecks.Length(argument, product, $", \"{spec.ElementUnit}\"", factors)
        : FaceChecks.Length(argument, product, factors);

    /// <summary>The check that what is written shares no memory with another operand.</summary>
    public string Apart(string output, string other)
    {
        string types = spec.IsNarrow ? $"<{TypeOf(output)}, {TypeOf(other)}>" : string.Empty;
        return $"{FaceNames.Guard}Apart{types}({output}, {other}, \"{output}\", \"{other}\");";
    }

    /// <summary>The check that what is written shares no memory with a boolean mask.</summary>
    public string ApartFromBooleans(string output) => spec.IsNarrow
        ? $"{FaceNames.Guard}Apart<{TypeOf(output)}, bool>({output}, mask, \"{output}\", \"mask\");"
        : $"{FaceNames.Guard}Apart({output}, mask, \"{output}\");";

    private string TypeOf(string operand) =>
        operand is "x" or "context" or "query" or "key" or "value" or "output" or "mask" ? _type : "float";
}
