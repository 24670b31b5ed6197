using SentenceEncoder;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>Texts of any script in columns.</summary>
public sealed class TextWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("▁bank", 5)]
    [InlineData("日本", 4)]
    [InlineData("😀", 2)]
    [InlineData("e\u0301", 1)]
    public void Wide_and_combining_characters_are_counted_as_drawn(string text, int columns) => Assert.Equal(columns, TextWidth.Of(text));

    [Theory]
    [InlineData("bank", 6, "bank  ")]
    [InlineData("bank", 4, "bank")]
    [InlineData("bank", 3, "ba…")]
    [InlineData("日本語", 5, "日本…")]
    [InlineData("日本語", 4, "日… ")]
    public void A_text_is_filled_or_cut_to_its_columns(string text, int columns, string expected) =>
        Assert.Equal(expected, TextWidth.Fit(text, columns));

    [Fact]
    public void A_text_on_one_line_has_no_control_characters() => Assert.Equal("a b c d", TextWidth.OneLine("a\tb\nc\u0007d"));
}
