using AttentionTour.Numbers;

namespace AttentionTour.Words;

/// <summary>
/// Embeddings made by hand: each of the eight axes has a meaning, so that what attention does with them can be read. A trained model's
/// axes have no names. "The" and "the" are one word, and a word means the same wherever it stands: nothing here knows its position.
/// </summary>
internal static class HandMadeWords
{
    /// <summary>What each axis says about a word.</summary>
    public static readonly string[] Axes = ["thing", "money", "water", "unsure", "verb", "state", "article", "link"];

    /// <summary>The article's sentence.</summary>
    public static readonly string[] Sentence = ["The", "bank", "was", "closed", "because", "the", "vault", "was", "stuck", "."];

    private static readonly Dictionary<string, double[]> Meanings = new(StringComparer.OrdinalIgnoreCase)
    {
        // axis         thing money water unsure verb state article link
        ["the"] =     [ 0.0,  0.0,  0.0,  0.0,  0.0,  0.0,  1.0,  0.0],
        ["bank"] =    [ 1.0,  0.5,  0.5,  1.0,  0.0,  0.0,  0.0,  0.0], // a bank of money or of a river: the word cannot say
        ["was"] =     [ 0.0,  0.0,  0.0,  0.0,  1.0,  0.0,  0.0,  0.0],
        ["closed"] =  [ 0.0,  0.0,  0.0,  0.0,  0.0,  1.0,  0.0,  0.0],
        ["because"] = [ 0.0,  0.0,  0.0,  0.0,  0.0,  0.0,  0.0,  1.0],
        ["vault"] =   [ 1.0,  1.0,  0.0,  0.0,  0.0,  0.0,  0.0,  0.0],
        ["river"] =   [ 1.0,  0.0,  1.0,  0.0,  0.0,  0.0,  0.0,  0.0],
        ["stuck"] =   [ 0.0,  0.0,  0.0,  0.0,  0.0,  1.0,  0.0,  0.0],
        ["."] =       [ 0.0,  0.0,  0.0,  0.0,  0.0,  0.0,  0.0,  0.5],
    };

    /// <summary>X: a row of eight numbers a word.</summary>
    /// <param name="words">Words of the table above.</param>
    public static Matrix Embed(IEnumerable<string> words) => Matrix.Of([.. words.Select(word => Meanings[word])]);
}
