namespace SentenceEncoder;

/// <summary>What <c>--help</c> prints.</summary>
internal static class HelpText
{
    /// <summary>The text.</summary>
    public const string Text =
        $"""
        Compares sentences by meaning, with the Universal Sentence Encoder lite on attention kernels
        that the compiler wrote from two attributes (Model/Attention.cs).

        Usage: dotnet run -c Release --project samples/SentenceEncoder [-- options] ["a sentence" ...]

          "a sentence" ...     the sentences to compare; without any, a set of examples
          --sentence TEXT      the sentence whose attention is drawn
                               (default: {DefaultSentences.Pictured})
          --svg PATH           the file that takes the drawing (default: artifacts/attention.svg)
          --help               this text
          --                   all that follows are sentences, even if they start with a dash

        The model (26 MB, Apache-2.0) comes from npm once and is kept in the user's cache folder.
        Colours are left out where NO_COLOR is set or the output is no terminal.
        """;
}
