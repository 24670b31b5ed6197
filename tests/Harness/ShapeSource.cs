using System.Globalization;
using System.Text;

namespace AttnGen.Tests.Harness;

/// <summary>Writes the C# a user would write to ask for a shape.</summary>
internal static class ShapeSource
{
    /// <summary>The namespace of every class written here.</summary>
    public const string Namespace = "Generated.Kernels";

    /// <summary>
    /// A class name that tells the shape, so that a test's name and the stack trace of a crash both do:
    /// N for tokens, D dModel, K dK, H heads, G key/value heads, V dV, M keys, C context width, O output width, B bias, S scale,
    /// T head-major, U causal from the upper left, L to the lower right, Wl and Wr windows, Cap softcap, Ma and Mb masks, Al ALiBi, Rb relative bias,
    /// Mod and a name a modifier of scores, Sz and Sl sinks, Ls log-sum-exp, Sp, Sc and Sm scores, Ri RoPE of interleaved pairs, Rh of split ones, Th theta,
    /// Rw columns turned; Cache and its capacity; Eh and Eb elements of 16 bits.
    /// </summary>
    public static string ClassName(AttentionShape shape)
    {
        var name = new StringBuilder();
        Append(name, "N", shape.N, true);
        Append(name, "D", shape.DModel, true);
        Append(name, "K", shape.DK, true);
        Append(name, "H", shape.Heads, shape.Heads != 1);
        Append(name, "G", shape.KeyValueHeads, shape.KeyValueHeads != shape.Heads);
        Append(name, "V", shape.DV, shape.DV != shape.DK);
        Append(name, "M", shape.KeyValueLength, shape.IsCrossAttention);
        Append(name, "C", shape.ContextWidth, shape.ContextWidth != shape.DModel);
        Append(name, "O", shape.OutputWidth, shape.OutputProjection);
        name.Append(shape.Bias ? "B" : "");
        name.Append(HasOwnScale(shape) ? "S" + Name(shape.Scale) : "");
        name.Append(shape.Layout == HeadLayout.HeadMajor ? "T" : "");
        Append(name, "Cache", shape.CacheCapacity, shape.CacheCapacity > 0);
        name.Append(shape.Causal switch { CausalAlignment.TopLeft => "U", CausalAlignment.BottomRight => "L", _ => "" });
        Append(name, "Wl", shape.LeftWindow, shape.LeftWindow >= 0);
        Append(name, "Wr", shape.RightWindow, shape.RightWindow >= 0);
        name.Append(shape.Softcap != 0 ? "Cap" + Number(shape.Softcap).Replace('.', '_') : "");
        name.Append(shape.Mask switch { MaskKind.Boolean => "Mb", MaskKind.Additive => "Ma", _ => "" });
        name.Append(shape.Alibi ? "Al" : "");
        name.Append(shape.RelativeBias ? "Rb" : "");
        name.Append(shape.Modifier is { } modifier ? "Mod" + ModifierSource.Name(modifier) : "");
        name.Append(shape.Sink switch { SinkKind.Zero => "Sz", SinkKind.Learned => "Sl", _ => "" });
        name.Append(shape.LogSumExp ? "Ls" : "");
        name.Append(shape.Scores switch
        {
            ScoreStage.Product => "Sp",
            ScoreStage.Softcapped => "Sc",
            ScoreStage.Masked => "Sm",
            _ => "",
        });
        name.Append(shape.Rope switch { RopePairing.Interleaved => "Ri", RopePairing.HalfSplit => "Rh", _ => "" });
        name.Append(HasOwnTheta(shape) ? "Th" + Name(shape.RopeTheta) : "");
        Append(name, "Rw", shape.RopeWidth, shape.RopeWidth != shape.DK);
        name.Append(shape.Element switch { ElementType.Float16 => "Eh", ElementType.BFloat16 => "Eb", ElementType.Float64 => "Ed", _ => "" });
        return name.ToString();
    }

    /// <summary>The whole source: one documented public class a shape, in syntax that C# 11 takes.</summary>
    public static string File(IEnumerable<AttentionShape> shapes)
    {
        var source = new StringBuilder($"namespace {Namespace};\n\nusing AttnGen;\n");
        foreach (AttentionShape shape in shapes)
        {
            source.Append(CultureInfo.InvariantCulture, $$"""

                /// <summary>A shape under test.</summary>
                {{Attribute(shape)}}
                public sealed partial class {{ClassName(shape)}}
                {
                }

                """);
        }

        return source.ToString();
    }

    /// <summary>The attribute, naming only what differs from its defaults.</summary>
    public static string Attribute(AttentionShape shape)
    {
        var arguments = new List<string> { $"n: {shape.N}", $"dModel: {shape.DModel}", $"dK: {shape.DK}" };
        void Add(bool needed, string argument)
        {
            if (needed)
            {
                arguments.Add(argument);
            }
        }

        Add(shape.Heads != 1, $"Heads = {shape.Heads}");
        Add(shape.KeyValueHeads != shape.Heads, $"KeyValueHeads = {shape.KeyValueHeads}");
        Add(shape.DV != shape.DK, $"DV = {shape.DV}");
        Add(shape.CacheCapacity == 0 && shape.KeyValueLength != shape.N, $"KeyValueLength = {shape.KeyValueLength}");
        bool contextIsNoDefault = shape.KeyValueLength == shape.N || shape.ContextWidth != shape.DModel;
        Add(shape.IsCrossAttention && contextIsNoDefault, $"ContextWidth = {shape.ContextWidth}");
        Add(shape.Bias, "Bias = true");
        Add(shape.OutputProjection, "OutputProjection = true");
        Add(shape.OutputProjection && shape.OutputWidth != shape.DModel, $"OutputWidth = {shape.OutputWidth}");
        Add(HasOwnScale(shape), $"Scale = {Number(shape.Scale)}");
        Add(shape.Layout == HeadLayout.HeadMajor, "Layout = HeadLayout.HeadMajor");
        Add(shape.CacheCapacity > 0, $"CacheCapacity = {shape.CacheCapacity}");
        Add(shape.Causal != CausalAlignment.None, $"Causal = CausalAlignment.{shape.Causal}");
        Add(shape.LeftWindow >= 0, $"LeftWindow = {shape.LeftWindow}");
        Add(shape.RightWindow >= 0, $"RightWindow = {shape.RightWindow}");
        Add(shape.Softcap != 0, $"Softcap = {Number(shape.Softcap)}");
        Add(shape.Mask != MaskKind.None, $"Mask = MaskKind.{shape.Mask}");
        Add(shape.Alibi, "Alibi = true");
        Add(shape.RelativeBias, "RelativeBias = true");
        Add(shape.Modifier is not null, $"Modifier = {(shape.Modifier is { } modifier ? ModifierSource.Reference(modifier) : "null")}");
        Add(shape.Sink != SinkKind.None, $"Sink = SinkKind.{shape.Sink}");
        Add(shape.LogSumExp, "LogSumExp = true");
        Add(shape.Scores != ScoreStage.None, $"Scores = ScoreStage.{shape.Scores}");
        Add(shape.Rope != RopePairing.None, $"Rope = RopePairing.{shape.Rope}");
        Add(HasOwnTheta(shape), $"RopeTheta = {Number(shape.RopeTheta)}");
        Add(shape.RopeWidth != shape.DK, $"RopeWidth = {shape.RopeWidth}");
        Add(shape.Element != ElementType.Float32, $"Element = ElementType.{shape.Element}");
        return $"[AttentionShape({string.Join(", ", arguments)})]";
    }

    private static bool HasOwnScale(AttentionShape shape) => shape.Scale != 1 / Math.Sqrt(shape.DK);

    private static bool HasOwnTheta(AttentionShape shape) => shape.RopeTheta != new AttentionShape(1, 1, 1).RopeTheta;

    private static string Name(double value) => Number(value).Replace('.', '_').Replace('-', 'm').Replace('+', 'p');

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void Append(StringBuilder name, string letter, int value, bool needed)
    {
        if (needed)
        {
            name.Append(letter).Append(value.ToString(CultureInfo.InvariantCulture));
        }
    }
}
