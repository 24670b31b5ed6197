using SentenceEncoder;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>The Viterbi search over vocabularies small enough to know the answer.</summary>
public sealed class UnigramTokenizerTests
{
    [Fact]
    public void The_best_sum_of_scores_wins_not_the_longest_piece()
    {
        UnigramTokenizer tokenizer = Over(("▁", -1), ("a", -1), ("b", -1), ("▁ab", -10), ("ab", -1.5));
        Assert.Equal(["▁", "ab"], Texts(tokenizer, "ab"));
    }

    [Fact]
    public void No_other_way_to_cut_a_sentence_scores_more()
    {
        var random = new Random(1);
        for (int trial = 0; trial < 300; trial++)
        {
            Dictionary<string, double> scores = RandomPieces(random);
            var tokenizer = Over([.. scores.Select(pair => (pair.Key, pair.Value))]);
            string sentence = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => "ab "[random.Next(3)]));
            List<string> cut = Texts(tokenizer, sentence);

            string text = "▁" + sentence.Replace(' ', '▁');
            Assert.Equal(text, string.Concat(cut));
            Assert.Equal(BestScore(text, scores), cut.Sum(piece => scores[piece]), 1e-9);
        }
    }

    [Fact]
    public void Of_equal_ways_the_one_that_ends_with_the_shorter_piece_is_taken()
    {
        UnigramTokenizer tokenizer = Over(("▁", -1), ("ab", -2), ("a", -1), ("b", -1));
        Assert.Equal(["▁", "a", "b"], Texts(tokenizer, "ab"));
    }

    [Fact]
    public void A_score_of_zero_gives_way_to_any_later_offer()
    {
        UnigramTokenizer tokenizer = Over(("▁", -1), (":", 0), ("▁:", 0));
        Assert.Equal(["▁", ":"], Texts(tokenizer, ":"));
    }

    [Fact]
    public void Neighbouring_unknown_characters_make_one_token()
    {
        UnigramTokenizer tokenizer = Over(("▁", -1), ("a", -1), ("▁a", -1));
        TokenizedSentence sentence = tokenizer.Tokenize("a😀é😀a\ta");
        Assert.Equal(["▁a", "😀é😀", "a", "\t", "a"], sentence.Tokens.Select(token => token.Text));
        Assert.Equal([8, Vocabulary.Unknown, 7, Vocabulary.Unknown, 7], sentence.Ids);
    }

    [Fact]
    public void A_place_inside_a_longer_piece_that_no_way_ends_at_is_passed_over()
    {
        UnigramTokenizer tokenizer = Over(("▁ab", -1), ("ac", -1), ("c", -1));
        Assert.Equal(["▁ab", "c"], Texts(tokenizer, "abc"));
        Assert.Equal(["▁b", "ac"], Texts(tokenizer, "bac"));
    }

    [Fact]
    public void Text_is_normalized_before_it_is_cut()
    {
        UnigramTokenizer tokenizer = Over(("▁", -1), ("ç", -1), ("f", -1), ("i", -1), ("A", -1));
        Assert.Equal(["▁", "ç"], Texts(tokenizer, "c\u0327"));
        Assert.Equal(["▁", "f", "i", "A"], Texts(tokenizer, "ﬁＡ"));
        Assert.Equal(["▁", "f", "▁", "i"], Texts(tokenizer, "f\u00A0i"));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_unknown_and_not_an_error()
    {
        UnigramTokenizer tokenizer = Over(("▁", -1), ("a", -1));
        Assert.Equal(["▁", "a", "\uFFFD", "a"], Texts(tokenizer, "a\uD83Da"));
    }

    [Fact]
    public void Nothing_has_no_token()
    {
        TokenizedSentence sentence = Over(("▁", -1)).Tokenize("");
        Assert.Empty(sentence.Tokens);
        Assert.False(sentence.IsCut);
    }

    [Fact]
    public void Reserved_pieces_are_not_found_in_text()
    {
        var vocabulary = new Vocabulary([.. Reserved("<s>"), new Piece("▁", -1), new Piece("s", -1)]);
        Assert.Equal([6, 0, 7, 0], new UnigramTokenizer(vocabulary).Tokenize("<s>").Ids);
    }

    [Fact]
    public void A_sentence_is_cut_to_the_models_tokens_and_says_so()
    {
        UnigramTokenizer tokenizer = Over(("▁a", -1));
        TokenizedSentence fits = tokenizer.Tokenize(string.Join(' ', Enumerable.Repeat("a", 128)));
        TokenizedSentence cut = tokenizer.Tokenize(string.Join(' ', Enumerable.Repeat("a", 129)));

        Assert.Equal(128, fits.Ids.Length);
        Assert.False(fits.IsCut);
        Assert.Equal(128, cut.Ids.Length);
        Assert.Equal(129, cut.TotalTokens);
        Assert.True(cut.IsCut);
    }

    [Fact]
    public void A_very_long_word_is_cut_in_a_time_that_grows_with_its_length()
    {
        UnigramTokenizer tokenizer = Over(("▁", -1), ("a", -1), ("aa", -1.5));
        Assert.Equal(100_001, tokenizer.Tokenize(new string('a', 200_000)).TotalTokens);
        Assert.Equal(2, tokenizer.Tokenize(new string('ы', 200_000)).TotalTokens);
    }

    [Fact]
    public void A_vocabulary_of_words_gives_every_word_a_piece()
    {
        string[] sentences = ["The bank was shut.", "Is it?", "a 😀"];
        var tokenizer = new UnigramTokenizer(Vocabulary.OfWords(sentences));
        Assert.Equal(["▁The", "▁bank", "▁was", "▁shut", "."], Texts(tokenizer, sentences[0]));
        Assert.Equal(["▁Is", "▁it", "?"], Texts(tokenizer, sentences[1]));
        Assert.All(sentences, sentence => Assert.DoesNotContain(Vocabulary.Unknown, tokenizer.Tokenize(sentence).Ids));
    }

    private static UnigramTokenizer Over(params (string Text, double Score)[] pieces) =>
        new(new Vocabulary([.. Reserved("\uFFFD"), .. pieces.Select(piece => new Piece(piece.Text, piece.Score))]));

    private static IEnumerable<Piece> Reserved(string text) => Enumerable.Repeat(new Piece(text, 0), 6);

    private static List<string> Texts(UnigramTokenizer tokenizer, string sentence) =>
        [.. tokenizer.Tokenize(sentence).Tokens.Select(token => token.Text)];

    /// <summary>All three characters, and some longer pieces of them.</summary>
    private static Dictionary<string, double> RandomPieces(Random random)
    {
        var scores = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (char character in "ab▁")
        {
            scores[character.ToString()] = -random.NextDouble() - 0.01;
        }

        for (int i = 0; i < 12; i++)
        {
            string piece = string.Concat(Enumerable.Range(0, random.Next(2, 5)).Select(_ => "ab▁"[random.Next(3)]));
            scores[piece] = -(3 * random.NextDouble()) - 0.01;
        }

        return scores;
    }

    /// <summary>Every way to cut the text, tried.</summary>
    private static double BestScore(string text, Dictionary<string, double> scores) =>
        text.Length == 0
            ? 0
            : Enumerable.Range(1, text.Length)
                .Where(length => scores.ContainsKey(text[..length]))
                .Select(length => scores[text[..length]] + BestScore(text[length..], scores))
                .DefaultIfEmpty(double.NegativeInfinity)
                .Max();
}
