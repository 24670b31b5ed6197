using SentenceEncoder;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>The whole encoder, and each of its attentions, against what the original graph gave.</summary>
public sealed class ModelReferenceTests(TrainedModel trained) : IClassFixture<TrainedModel>
{
    private const float Tolerance = 1e-5f;

    // Q, K and V are sums of 256 and 512 products of numbers around 1: 1e-5 of the largest is what two orders of summation may differ by.
    private const float InnerTolerance = 2e-5f;

    [Fact]
    public void Ids_are_those_of_the_original_tokenizer()
    {
        UnigramTokenizer tokenizer = trained.OrSkip().Tokenizer;
        foreach (UseLiteReference.Sentence sentence in UseLiteReference.OrSkip().Sentences)
        {
            Assert.Equal(sentence.Ids, tokenizer.Tokenize(sentence.Text).Ids);
        }
    }

    [Fact]
    public void Embeddings_are_those_of_the_original_graph()
    {
        UniversalSentenceEncoder encoder = trained.OrSkip().Encoder;
        UseLiteReference reference = UseLiteReference.OrSkip();
        Assert.Equal(5, reference.Sentences.Count);
        var embedding = new float[ModelSize.Width];
        foreach (UseLiteReference.Sentence sentence in reference.Sentences)
        {
            encoder.Encode(sentence.Ids, embedding);
            AssertClose(sentence.Embedding, embedding, Tolerance, sentence.Text);
        }
    }

    [Fact]
    public void Queries_keys_and_values_of_both_layers_are_those_of_the_original_graph()
    {
        ModelWeights weights = trained.WeightsOrSkip();
        UseLiteReference reference = UseLiteReference.OrSkip();
        int tokens = reference.Inner.Ids.Length;

        float[] x = Embed(weights, reference.Inner.Ids);
        CheckProjections(weights.FirstLayer, FirstLayerAttention.Shape, x, reference, layer: 0, tokens);

        var y = new float[ModelSize.MaxTokens * ModelSize.Width];
        new TransformerLayer<FirstLayerAttention>(weights.FirstLayer).Apply(x, tokens, y, new Workspace(), default);
        CheckProjections(weights.SecondLayer, SecondLayerAttention.Shape, y, reference, layer: 1, tokens);
    }

    [Fact]
    public void The_first_layers_attention_gives_the_original_output()
    {
        UseLiteReference reference = UseLiteReference.OrSkip();
        CheckAttend<FirstLayerAttention>(reference, layer: 0);
    }

    [Fact]
    public void The_second_layers_attention_gives_the_original_output()
    {
        UseLiteReference reference = UseLiteReference.OrSkip();
        CheckAttend<SecondLayerAttention>(reference, layer: 1);
    }

    [Fact]
    public void Sentences_that_mean_the_same_are_closer_than_those_that_share_a_word()
    {
        LoadedModel model = trained.OrSkip();
        float[] bank = Encode("The bank was closed because the vault was stuck.");
        float[] vault = Encode("The vault would not open, so the bank stayed shut.");
        float[] river = Encode("We had a picnic on the bank of the river.");
        Assert.True(Cosine(bank, vault) > Cosine(bank, river) + 0.3f, $"{Cosine(bank, vault)} against {Cosine(bank, river)}");

        float[] Encode(string text)
        {
            var embedding = new float[ModelSize.Width];
            model.Encoder.Encode(model.Tokenizer.Tokenize(text).Ids, embedding);
            return embedding;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\t\n")]
    [InlineData("😀😀😀")]
    [InlineData("\uD800")]
    [InlineData("Ａ ﬁne ｃafe\u0301 ½ ™")]
    [InlineData(": :) ):")]
    public void Odd_sentences_have_an_embedding_too(string sentence)
    {
        LoadedModel model = trained.OrSkip();
        var embedding = new float[ModelSize.Width];
        model.Encoder.Encode(model.Tokenizer.Tokenize(sentence).Ids, embedding);
        Assert.Equal(1, Cosine(embedding, embedding), 1e-5f);
    }

    [Fact]
    public void A_colon_after_a_blank_is_two_tokens_as_in_the_original_tokenizer()
    {
        // The scores of :, ▁: and five more are null in the package; see UnigramTokenizer.
        UnigramTokenizer tokenizer = trained.OrSkip().Tokenizer;
        Assert.Equal(["▁", ":"], tokenizer.Tokenize(":").Tokens.Select(token => token.Text));
    }

    private static float[] Embed(ModelWeights weights, int[] ids)
    {
        var timing = new TimingSignal(weights.TimingFrequencies.Span, ModelSize.MaxTokens);
        var x = new float[ModelSize.MaxTokens * ModelSize.TokenWidth];
        for (int position = 0; position < ids.Length; position++)
        {
            ReadOnlySpan<float> row = weights.Embeddings.Span.Slice(ids[position] * ModelSize.TokenWidth, ModelSize.TokenWidth);
            for (int i = 0; i < ModelSize.TokenWidth; i++)
            {
                x[(position * ModelSize.TokenWidth) + i] = (2 * row[i]) + timing[position][i];
            }
        }

        return x;
    }

    private static void CheckProjections(
        LayerWeights weights, AttentionShape shape, float[] x, UseLiteReference reference, int layer, int tokens)
    {
        var normed = new float[x.Length];
        new LayerNorm(weights.AttentionNorm).Apply(x, tokens, normed);
        float[] query = Project(weights.Attention.Query, weights.Attention.QueryBias);
        float[] key = Project(weights.Attention.Key, weights.Attention.KeyBias);
        float[] value = Project(weights.Attention.Value, weights.Attention.ValueBias);

        float scale = (float)shape.Scale;
        AssertClose(TokenMajor(reference.ScaledQuery(layer), shape, tokens), [.. query.Select(q => q * scale)], InnerTolerance, "Q");
        AssertClose(TokenMajor(reference.Key(layer), shape, tokens), key, InnerTolerance, "K");
        AssertClose(TokenMajor(reference.Value(layer), shape, tokens), value, InnerTolerance, "V");

        float[] Project(ReadOnlyMemory<float> kernel, ReadOnlyMemory<float> bias)
        {
            var projected = new float[tokens * bias.Length];
            new DenseLayer(new DenseWeights(kernel, bias), shape.DModel).Apply(normed, tokens, projected);
            return projected;
        }
    }

    private static void CheckAttend<TAttention>(UseLiteReference reference, int layer)
        where TAttention : IAttentionKernel<TAttention>
    {
        AttentionShape shape = TAttention.Shape;
        int tokens = reference.Inner.Ids.Length;
        float[] query = Padded(TokenMajor(reference.ScaledQuery(layer), shape, tokens), shape.QueryLength);
        for (int i = 0; i < query.Length; i++)
        {
            query[i] /= (float)shape.Scale;
        }

        var output = new float[shape.AttendOutputLength];
        TAttention.Attend(
            query,
            Padded(TokenMajor(reference.Key(layer), shape, tokens), shape.KeyLength),
            Padded(TokenMajor(reference.Value(layer), shape, tokens), shape.ValueLength),
            output,
            new AttentionArguments { Length = tokens });

        float[] expected = TokenMajor(reference.Attended(layer), shape, tokens);
        AssertClose(expected, output[..expected.Length], Tolerance, $"O of layer {layer}");
    }

    /// <summary>[heads, tokens, size] as [tokens, heads, size].</summary>
    private static float[] TokenMajor(float[] headMajor, AttentionShape shape, int tokens)
    {
        Assert.Equal(shape.Heads * tokens * shape.DK, headMajor.Length);
        var tokenMajor = new float[headMajor.Length];
        for (int head = 0; head < shape.Heads; head++)
        {
            for (int token = 0; token < tokens; token++)
            {
                headMajor.AsSpan(((head * tokens) + token) * shape.DK, shape.DK)
                    .CopyTo(tokenMajor.AsSpan(((token * shape.Heads) + head) * shape.DK));
            }
        }

        return tokenMajor;
    }

    /// <summary>The tokens past the length hold NaN, so that any that is not masked shows.</summary>
    private static float[] Padded(float[] values, int length)
    {
        var padded = new float[length];
        Array.Fill(padded, float.NaN);
        values.CopyTo(padded, 0);
        return padded;
    }

    private static float Cosine(float[] a, float[] b) => System.Numerics.Tensors.TensorPrimitives.Dot<float>(a, b);

    private static void AssertClose(float[] expected, float[] actual, float tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        float largest = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            float difference = MathF.Abs(expected[i] - actual[i]);
            largest = difference > largest || float.IsNaN(difference) ? difference : largest;
        }

        Assert.True(largest <= tolerance, $"{what}: differs by {largest}, allowed are {tolerance}.");
    }
}
