using SentenceEncoder;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>Tokens put together to words.</summary>
public sealed class WordTests
{
    [Fact]
    public void A_word_goes_from_blank_to_blank_without_punctuation() => Assert.Equal(
        [new Word("The", 0, 1), new Word("vault", 1, 3), new Word("stuck", 3, 4)],
        Word.Of(Tokens("▁The", "▁va", "ult", "▁stuck", ".", "▁", "!")));

    [Fact]
    public void An_apostrophe_inside_belongs_to_the_word() => Assert.Equal(
        [new Word("don't", 0, 3), new Word("stop", 4, 6)],
        Word.Of(Tokens("▁don", "'", "t", "▁\"", "st", "op")));

    [Fact]
    public void A_blank_of_its_own_belongs_to_no_word() => Assert.Equal(
        [new Word("ONNX", 1, 4), new Word("😀", 5, 6)],
        Word.Of(Tokens("▁", "ON", "N", "X", "▁", "😀")));

    internal static Token[] Tokens(params string[] texts) => [.. texts.Select((text, i) => new Token(i + 6, text))];
}
