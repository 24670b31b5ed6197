using SentenceEncoder;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>Which head is drawn.</summary>
public sealed class AttentionLookTests
{
    [Fact]
    public void The_head_that_looks_most_from_bank_to_vault_is_taken_even_if_another_pair_is_stronger()
    {
        Token[] tokens = WordTests.Tokens("▁Bank", "▁the", "▁va", "ult");
        var maps = new AttentionMaps();
        Set(maps, layer: 0, head: 1, query: 0, key: 2, 0.3f);
        Set(maps, layer: 1, head: 2, query: 0, key: 2, 0.2f);
        Set(maps, layer: 1, head: 2, query: 0, key: 3, 0.2f);
        Set(maps, layer: 1, head: 3, query: 2, key: 0, 0.9f);
        Set(maps, layer: 1, head: 3, query: 0, key: 1, 0.9f);

        AttentionLook look = AttentionLook.Strongest(maps, tokens);
        Assert.True(look.IsTheExample);
        Assert.Equal((1, 2), (look.Layer, look.Head));
        Assert.Equal(0.4, look.Weight, 1e-6);
    }

    [Fact]
    public void Without_them_the_strongest_look_from_a_word_to_another_is_taken()
    {
        Token[] tokens = WordTests.Tokens("▁do", "gs", "▁bark", ".");
        var maps = new AttentionMaps();
        Set(maps, layer: 0, head: 0, query: 2, key: 2, 1f);
        Set(maps, layer: 0, head: 0, query: 0, key: 1, 1f);
        Set(maps, layer: 0, head: 0, query: 2, key: 3, 1f);
        Set(maps, layer: 0, head: 3, query: 0, key: 2, 0.9f);
        Set(maps, layer: 1, head: 0, query: 2, key: 0, 0.5f);

        // The two tokens of "dogs" share its look: 0.9 of one of them is 0.45.
        AttentionLook look = AttentionLook.Strongest(maps, tokens);
        Assert.False(look.IsTheExample);
        Assert.Equal((1, 0, "bark", "dogs"), (look.Layer, look.Head, look.From.Text, look.To.Text));
        Assert.Equal(0.5, look.Weight, 1e-6);
    }

    [Fact]
    public void In_a_sentence_of_one_word_tokens_count_as_words()
    {
        Token[] tokens = WordTests.Tokens("▁dog", "s", ".");
        var maps = new AttentionMaps();
        Set(maps, layer: 1, head: 1, query: 2, key: 1, 0.5f);
        AttentionLook look = AttentionLook.Strongest(maps, tokens);
        Assert.Equal((1, 1, ".", "s"), (look.Layer, look.Head, look.From.Text, look.To.Text));
    }

    [Fact]
    public void A_single_token_looks_at_itself()
    {
        var maps = new AttentionMaps();
        Set(maps, layer: 0, head: 0, query: 0, key: 0, 1f);
        AttentionLook look = AttentionLook.Strongest(maps, WordTests.Tokens("▁dog"));
        Assert.Equal((0, 0, 1d), (look.From.Start, look.To.Start, look.Weight));
    }

    internal static void Set(AttentionMaps maps, int layer, int head, int query, int key, float weight) =>
        maps.Layer(layer)[(((head * ModelSize.MaxTokens) + query) * ModelSize.MaxTokens) + key] = weight;
}
