using System.Text;
using SentenceEncoder;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>The reading of <c>vocab.json</c>.</summary>
public sealed class VocabularyTests
{
    [Fact]
    public void A_pieces_id_is_its_place_and_of_two_alike_the_later_counts()
    {
        Vocabulary vocabulary = Read("""[["?",0],["<s>",0],["</s>",0],["x1",0],["x2",0],["x3",0],["▁a",-1.5],["b",-2],["▁a",-3],["abcde",-9],["",-9]]""");
        Assert.True(vocabulary.TryFind("▁a", out int id));
        Assert.Equal(8, id);
        Assert.Equal(new Piece("▁a", -3), vocabulary[8]);
        Assert.Equal(11, vocabulary.Count);
        Assert.Equal([1, 2, 5], vocabulary.PieceLengths);
        Assert.False(vocabulary.TryFind("a", out _));
        Assert.False(vocabulary.TryFind("<s>", out _));
    }

    [Fact]
    public void A_missing_score_is_zero()
    {
        Vocabulary vocabulary = Read("""[["?",0],["<s>",0],["</s>",0],["x1",0],["x2",0],["x3",0],[":",null]]""");
        Assert.Equal(0, vocabulary[6].Score);
    }

    private static Vocabulary Read(string json) => Vocabulary.Read(Encoding.UTF8.GetBytes(json));
}
