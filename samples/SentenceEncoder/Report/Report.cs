using static System.FormattableString;

namespace SentenceEncoder;

/// <summary>What the program has to say, section by section.</summary>
internal sealed class Report(Terminal terminal, LoadedModel model)
{
    private const int LongestShown = 70;

    private readonly TextWriter _out = terminal.Out;

    private string Untrained => model.IsTrained ? "" : " (UNTRAINED: random weights, no meaning)";

    /// <summary>A word about every sentence that was too long.</summary>
    public void Cuts(IReadOnlyList<TokenizedSentence> sentences)
    {
        foreach (TokenizedSentence sentence in sentences.Where(sentence => sentence.IsCut).DistinctBy(sentence => sentence.Text))
        {
            _out.WriteLine(Invariant(
                $"Cut to its first {sentence.Tokens.Count} of {sentence.TotalTokens} tokens: {Shown(sentence)}"));
        }
    }

    /// <summary>The matrix of similarities.</summary>
    public void Similarity(IReadOnlyList<TokenizedSentence> sentences)
    {
        _out.WriteLine(terminal.Bold($"Similarity{Untrained}") + ": cosine of the sentences' embeddings, 1 for the same");
        _out.WriteLine();
        SimilarityTable.Print(terminal, [.. sentences.Select(sentence => sentence.Text)], [.. sentences.Select(Embed)]);
    }

    /// <summary>The head that looks most from one word to another, here and in a file.</summary>
    /// <returns>Whether the file could be written.</returns>
    public bool Attention(TokenizedSentence sentence, string svgPath)
    {
        _out.WriteLine(terminal.Bold($"Attention{Untrained}") + $" in \"{Shown(sentence)}\"");
        if (sentence.Tokens.Count == 0)
        {
            _out.WriteLine("There is no token in it, so there is nothing to draw.");
            _out.WriteLine();
            return true;
        }

        var maps = new AttentionMaps();
        model.Encoder.Encode(sentence.Ids, new float[ModelSize.Width], maps);
        var map = new HeatMap(maps, sentence);
        _out.WriteLine(map.Look switch
        {
            { IsTheExample: true } => "Of both layers and all heads, this one looks most from bank to vault.",
            { IsAtItself: true } => "A single token has nothing to look at but itself, in both layers and all heads.",
            _ => "This head has the strongest look from one word to another, of both layers and all heads.",
        });
        _out.WriteLine($"{map.Caption} (rows look at columns)");
        _out.WriteLine();
        TerminalHeatMap.Print(terminal, map);
        _out.WriteLine();
        return Save(svgPath, map, sentence.Text);
    }

    /// <summary>Time, instruction sets and allocation.</summary>
    public void Cost(IReadOnlyList<TokenizedSentence> sentences)
    {
        Measurement measured = Measurement.Of(model.Encoder, sentences);
        _out.WriteLine(terminal.Bold("Cost"));
        _out.WriteLine();
        _out.WriteLine(Invariant(
            $"  time per sentence   {measured.Median.TotalMilliseconds:0.000} ms (median of {measured.Calls} calls, {Tokens(sentences)}, one thread)"));
        _out.WriteLine($"  kernel tier         {UniversalSentenceEncoder.Tier}");
        _out.WriteLine(Invariant($"  allocated per call  {(double)measured.AllocatedBytes / measured.Calls:0.##} bytes"));
    }

    private static string Tokens(IReadOnlyList<TokenizedSentence> sentences)
    {
        int fewest = sentences.Min(sentence => sentence.Tokens.Count);
        int most = sentences.Max(sentence => sentence.Tokens.Count);
        return Invariant($"{fewest}{(most > fewest ? $"…{most}" : "")} {(most == 1 ? "token" : "tokens")}");
    }

    private static string Shown(TokenizedSentence sentence) => TextWidth.Truncate(TextWidth.OneLine(sentence.Text), LongestShown);

    private float[] Embed(TokenizedSentence sentence)
    {
        var embedding = new float[ModelSize.Width];
        model.Encoder.Encode(sentence.Ids, embedding);
        return embedding;
    }

    private bool Save(string path, HeatMap map, string sentence)
    {
        try
        {
            SvgHeatMap.Save(path, map, sentence);
            _out.WriteLine($"The same as a drawing: {path}");
            _out.WriteLine();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            terminal.Error.WriteLine($"The drawing cannot be written to {path}: {e.Message}");
            return false;
        }
    }
}
