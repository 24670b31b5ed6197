using static System.FormattableString;

namespace SentenceEncoder;

/// <summary>The attention weights of one head over one sentence, ready to be drawn: rows look at columns.</summary>
internal sealed class HeatMap
{
    private readonly AttentionMaps _maps;

    /// <summary>Picks the head to draw.</summary>
    /// <param name="maps">The attention weights of the sentence.</param>
    /// <param name="sentence">The sentence, of at least one token.</param>
    public HeatMap(AttentionMaps maps, TokenizedSentence sentence)
    {
        _maps = maps;
        Tokens = sentence.Tokens;
        Look = AttentionLook.Strongest(maps, sentence.Tokens);
        for (int query = 0; query < Tokens.Count; query++)
        {
            for (int key = 0; key < Tokens.Count; key++)
            {
                Max = Math.Max(Max, this[query, key]);
            }
        }
    }

    /// <summary>The tokens, which label rows and columns.</summary>
    public IReadOnlyList<Token> Tokens { get; }

    /// <summary>Why this head.</summary>
    public AttentionLook Look { get; }

    /// <summary>The largest weight, above 0.</summary>
    public float Max { get; }

    /// <summary>The weight with which a token looks at another, 0 … 1.</summary>
    public float this[int query, int key] => _maps[Look.Layer, Look.Head, query, key];

    /// <summary>The weight as a share of the largest.</summary>
    public double Level(int query, int key) => this[query, key] / Max;

    /// <summary>Whether the query is part of the word that looks.</summary>
    public bool Looks(int query) => query >= Look.From.Start && query < Look.From.End;

    /// <summary>Whether the key is part of the word that is looked at.</summary>
    public bool IsLookedAt(int key) => key >= Look.To.Start && key < Look.To.End;

    /// <summary>What the map shows, in a line.</summary>
    public string Caption => Invariant(
        $"layer {Look.Layer + 1}, head {Look.Head + 1}: {Display(Look.From.Text)} → {Display(Look.To.Text)} {Look.Weight:0.00}");

    /// <summary>A token or word as it can be shown.</summary>
    public static string Display(string text) => TextWidth.OneLine(text);
}
