namespace SentenceEncoder;

/// <summary>A sentence and its tokens.</summary>
/// <param name="Text">The sentence as it was given.</param>
/// <param name="Tokens">The tokens that the model sees.</param>
/// <param name="TotalTokens">The number of tokens before the sentence was cut.</param>
internal sealed record TokenizedSentence(string Text, IReadOnlyList<Token> Tokens, int TotalTokens)
{
    /// <summary>The ids of the tokens.</summary>
    public int[] Ids { get; } = [.. Tokens.Select(token => token.Id)];

    /// <summary>Whether tokens were dropped.</summary>
    public bool IsCut => Tokens.Count < TotalTokens;
}

/// <summary>A token.</summary>
/// <param name="Id">Its id; 0 where the vocabulary has no piece for it.</param>
/// <param name="Text">What it covers of the sentence, with ▁ for a blank.</param>
internal readonly record struct Token(int Id, string Text);
