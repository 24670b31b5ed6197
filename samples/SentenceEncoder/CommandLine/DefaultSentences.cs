namespace SentenceEncoder;

/// <summary>What is encoded when nobody says what.</summary>
internal static class DefaultSentences
{
    /// <summary>The sentence whose attention is drawn: does <c>bank</c> look at <c>vault</c>?</summary>
    public const string Pictured = "The bank was closed because the vault was stuck.";

    /// <summary>Pairs that mean nearly the same in other words, and one that shares a word but not its meaning.</summary>
    public static IReadOnlyList<string> ToCompare { get; } =
    [
        Pictured,
        "The vault would not open, so the bank stayed shut.",
        "We had a picnic on the bank of the river.",
        "How old are you?",
        "What is your age?",
        "The quick brown fox jumps over the lazy dog.",
        "A fast auburn fox leaps above a sleepy hound.",
    ];
}
