using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>A property that is at its default leaves no trace in the text of a kernel.</summary>
public sealed class PlainTextTests
{
    [Theory]
    [InlineData("64, 64, 64")]
    [InlineData("21, 19, 7, Heads = 3, DV = 5, Bias = true, OutputProjection = true, Layout = HeadLayout.HeadMajor")]
    [InlineData("20, 16, 16, KeyValueLength = 600")]
    public void A_shape_that_is_not_causal_has_the_text_of_one_without_the_property(string arguments)
    {
        string plain = Text(arguments);

        Assert.Equal(plain, Text(arguments + ", Causal = CausalAlignment.None"));
        Assert.DoesNotContain("visible", plain, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("causal", plain, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("int visible", Text(arguments + ", Causal = CausalAlignment.BottomRight"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("64, 64, 64", 1)]
    [InlineData("21, 19, 7, Heads = 3, DV = 5, Bias = true, OutputProjection = true, Layout = HeadLayout.HeadMajor", 3)]
    [InlineData("1, 16, 16, KeyValueLength = 600, Heads = 4", 4)]
    public void A_shape_whose_heads_share_nothing_has_the_text_of_one_without_the_property(string arguments, int heads) =>
        Assert.Equal(Text(arguments), Text($"{arguments}, KeyValueHeads = {heads}"));

    [Theory]
    [InlineData("64, 64, 64")]
    [InlineData("21, 19, 8, Heads = 3, DV = 5, Bias = true, OutputProjection = true, Layout = HeadLayout.HeadMajor")]
    [InlineData("20, 16, 16, KeyValueLength = 600")]
    public void A_shape_without_Rope_has_the_text_of_one_without_the_property(string arguments)
    {
        string plain = Text(arguments);

        Assert.Equal(plain, Text(arguments + ", Rope = RopePairing.None"));
        Assert.DoesNotContain("rope", plain.Replace("the shape has no Rope", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("int position", plain, StringComparison.Ordinal);
        Assert.Contains("RopeTable", Text(arguments + ", Rope = RopePairing.HalfSplit"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("64, 64, 64")]
    [InlineData("21, 19, 7, Heads = 3, DV = 5, Bias = true, OutputProjection = true, Layout = HeadLayout.HeadMajor")]
    [InlineData("20, 16, 16, KeyValueLength = 600")]
    public void A_shape_without_a_cache_has_the_text_of_one_without_the_property(string arguments)
    {
        string plain = Text(arguments);

        Assert.Equal(plain, Text(arguments + ", CacheCapacity = 0"));
        Assert.DoesNotContain("cache", plain, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("64, 64, 64")]
    [InlineData("21, 19, 8, Heads = 3, DV = 5, Bias = true, OutputProjection = true, Layout = HeadLayout.HeadMajor")]
    [InlineData("1, 16, 16, KeyValueLength = 600, Mask = MaskKind.Additive")]
    public void A_shape_of_floats_has_the_text_of_one_without_the_property(string arguments)
    {
        string plain = Text(arguments);

        Assert.Equal(plain, Text(arguments + ", Element = ElementType.Float32"));
        Assert.DoesNotContain("Half", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("Elements.", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("<double>", plain, StringComparison.Ordinal);
        Assert.Contains("ReadOnlySpan<global::System.Half> query", Text(arguments + ", Element = ElementType.Float16"), StringComparison.Ordinal);
        Assert.Contains("ReadOnlySpan<global::AttnGen.BFloat16> query", Text(arguments + ", Element = ElementType.BFloat16"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("64, 64, 64")]
    [InlineData("21, 19, 7, Heads = 3, DV = 5, Bias = true, OutputProjection = true, Layout = HeadLayout.HeadMajor")]
    [InlineData("1, 16, 16, KeyValueLength = 600, Causal = CausalAlignment.BottomRight, LeftWindow = 9")]
    [InlineData("9, 16, 8, Heads = 2, CacheCapacity = 40, LeftWindow = 7, Rope = RopePairing.HalfSplit, LogSumExp = true, Mask = MaskKind.Additive")]
    public void A_kernel_of_doubles_computes_in_nothing_else(string arguments)
    {
        string text = Text(arguments + ", Element = ElementType.Float64");

        Assert.Contains("ReadOnlySpan<double> query", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\bfloats?\b", text);
        Assert.DoesNotMatch(@"MathF|Single|Int32Bits", text);
        Assert.DoesNotMatch(@"\d\.\d+f\b", text);
    }

    [Fact]
    public void The_name_of_a_user_s_type_is_no_keyword_to_be_replaced()
    {
        string text = Assert.Single(KernelCompiler.GeneratedTexts(
            new CompilerSettings { Documentation = false },
            "namespace floats; using AttnGen; [AttentionShape(4, 8, 4, Element = ElementType.Float64)] public sealed partial class @float { }"));

        Assert.Contains("partial class @float : global::AttnGen.IAttentionKernel<@float, double, double>", text, StringComparison.Ordinal);
        Assert.Contains("namespace floats", text, StringComparison.Ordinal);
    }

    private static string Text(string arguments) => Assert.Single(KernelCompiler.GeneratedTexts(
        new CompilerSettings { Documentation = false },
        $"using AttnGen; [AttentionShape({arguments})] public sealed partial class Encoder {{ }}"));
}
