using SentenceEncoder;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>What holds for the encoder whatever its weights are, so that untrained ones do.</summary>
public sealed class UniversalSentenceEncoderTests(UniversalSentenceEncoderTests.Untrained untrained)
    : IClassFixture<UniversalSentenceEncoderTests.Untrained>
{
    private readonly UniversalSentenceEncoder _encoder = untrained.Encoder;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(127)]
    [InlineData(128)]
    public void An_embedding_has_length_one_for_any_number_of_tokens(int tokens)
    {
        float[] embedding = Encode(Ids(tokens));
        Assert.Equal(1, embedding.Sum(value => (double)value * value), 1e-5);
    }

    [Fact]
    public void Every_token_and_its_place_count()
    {
        int[] ids = Ids(9);
        int[] another = [.. ids];
        another[^1]++;
        Assert.NotEqual(Encode(ids), Encode(another));
        Assert.NotEqual(Encode(ids), Encode([.. ids.Reverse()]));
        Assert.NotEqual(Encode(ids), Encode(ids[..^1]));
    }

    [Fact]
    public void A_sentence_encoded_before_leaves_no_trace()
    {
        float[] first = Encode(Ids(5));
        Encode(Ids(128));
        Assert.Equal(first, Encode(Ids(5)));
    }

    [Fact]
    public void Attention_weights_are_a_distribution_over_the_real_tokens()
    {
        const int Tokens = 7;
        var maps = new AttentionMaps();
        Assert.Equal(Encode(Ids(Tokens)), Encode(Ids(Tokens), maps));
        for (int layer = 0; layer < ModelSize.Layers; layer++)
        {
            for (int head = 0; head < ModelSize.Heads; head++)
            {
                for (int query = 0; query < Tokens; query++)
                {
                    double sum = Enumerable.Range(0, ModelSize.MaxTokens).Sum(key => (double)maps[layer, head, query, key]);
                    Assert.Equal(1, sum, 1e-5);
                    Assert.Equal(0, maps[layer, head, query, Tokens]);
                }
            }
        }
    }

    [Fact]
    public void No_call_after_the_first_allocates()
    {
        int[] ids = Ids(20);
        var embedding = new float[ModelSize.Width];
        var maps = new AttentionMaps();
        _encoder.Encode(ids, embedding, maps);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 5; i++)
        {
            _encoder.Encode(ids, embedding);
            _encoder.Encode(ids, embedding, maps);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Arguments_out_of_bounds_are_named()
    {
        var embedding = new float[ModelSize.Width];
        Assert.Equal("ids", Assert.Throws<ArgumentException>(() => _encoder.Encode(new int[129], embedding)).ParamName);
        Assert.Equal("embedding", Assert.Throws<ArgumentException>(() => _encoder.Encode([6], new float[511])).ParamName);
        Assert.Equal("ids", Assert.Throws<ArgumentOutOfRangeException>(() => _encoder.Encode([-1], embedding)).ParamName);
        Assert.Equal("ids", Assert.Throws<ArgumentOutOfRangeException>(() => _encoder.Encode([8002], embedding)).ParamName);
    }

    private float[] Encode(int[] ids, AttentionMaps? maps = null)
    {
        var embedding = new float[ModelSize.Width];
        _encoder.Encode(ids, embedding, maps);
        return embedding;
    }

    private static int[] Ids(int count) => [.. Enumerable.Range(0, count).Select(i => (i * 61) % ModelSize.VocabularyRows)];

    /// <summary>One encoder for the tests of this class, which run one after the other.</summary>
    public sealed class Untrained
    {
        internal UniversalSentenceEncoder Encoder { get; } = new(UntrainedWeights.Create(seed: 1));
    }
}
