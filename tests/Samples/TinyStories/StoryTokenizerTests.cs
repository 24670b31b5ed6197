using System.Text;
using TinyStories;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>Byte-pair encoding, and back.</summary>
public sealed class StoryTokenizerTests
{
    [Theory]
    [InlineData("", new int[0])]
    [InlineData("Once upon a time", new[] { 403, 407, 261, 378 })]
    [InlineData("hello  world\n", new[] { 281, 306, 414, 410, 263, 304, 341, 13 })]
    [InlineData("Lily's 3 cats éé😀.", new[] { 317, 439, 419, 410, 472, 280, 294, 419, 410, 485, 485, 243, 162, 155, 131, 426 })]
    public void A_text_has_the_tokens_that_SentencePiece_gives_it(string text, int[] expected) =>
        Assert.Equal([Vocabulary.Begin, .. expected], new BytePairTokenizer(StoryFiles.VocabularyOrSkip()).Encode(text));

    [Theory]
    [InlineData("Once upon a time, there was a little girl.\n\tShe said: \"No!\"")]
    [InlineData(" begins and ends with blanks  ")]
    [InlineData("日本語 😀 \u0007 <0x41> <s>")]
    public void A_text_comes_back_whole(string text)
    {
        Vocabulary vocabulary = StoryFiles.VocabularyOrSkip();
        int[] tokens = new BytePairTokenizer(vocabulary).Encode(text);

        var bytes = new List<byte>();
        for (int i = 1; i < tokens.Length; i++)
        {
            bytes.AddRange(vocabulary.Decode(tokens[i - 1], tokens[i]));
        }

        Assert.Equal(text, Encoding.UTF8.GetString([.. bytes]));
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character()
    {
        var tokenizer = new BytePairTokenizer(StoryFiles.VocabularyOrSkip());

        Assert.Equal(tokenizer.Encode("\uFFFD"), tokenizer.Encode("\uD83D"));
    }

    [Fact]
    public void Neighbours_with_the_highest_score_are_merged_first_and_of_equals_the_left_ones()
    {
        // " " 259, a 260, b 261, c 262, then ab 263, bc 264, abc 265, " a" 266.
        Vocabulary vocabulary = Toy((" ", 0), ("a", 0), ("b", 0), ("c", 0), ("ab", -3), ("bc", -2), ("abc", -9), (" a", -9));

        Assert.Equal([1, 266, 264], new BytePairTokenizer(vocabulary).Encode("abc"));
        Assert.Equal([1, 266, 260, 263], new BytePairTokenizer(vocabulary).Encode("aaab"));
        Assert.Equal([1, 259, 264, 264], new BytePairTokenizer(vocabulary).Encode("bcbc"));
    }

    [Fact]
    public void A_first_blank_is_left_out_behind_the_beginning_alone()
    {
        Vocabulary vocabulary = Toy((" ", 0), (" a", 0));

        Assert.Equal("a"u8, vocabulary.Decode(Vocabulary.Begin, 260));
        Assert.Equal(" a"u8, vocabulary.Decode(260, 260));
        Assert.Equal([(byte)0x41], vocabulary.Decode(Vocabulary.Begin, Vocabulary.OfByte(0x41)));
        Assert.Equal(0, vocabulary.Decode(260, 2).Length);
    }

    /// <summary>A vocabulary of the three symbols, the bytes, and these pieces.</summary>
    private static Vocabulary Toy(params (string Text, float Score)[] pieces) => new(
    [
        .. Enumerable.Range(0, 259).Select(id => new Piece(Encoding.ASCII.GetBytes($"<{id}>"), 0)),
        .. pieces.Select(piece => new Piece(Encoding.UTF8.GetBytes(piece.Text), piece.Score)),
    ]);
}
