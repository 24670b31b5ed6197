namespace SentenceEncoder;

/// <summary>A tokenizer and the encoder that goes with it.</summary>
/// <param name="Tokenizer">Text to ids.</param>
/// <param name="Encoder">Ids to an embedding.</param>
/// <param name="IsTrained">Whether the embeddings mean anything.</param>
internal sealed record LoadedModel(UnigramTokenizer Tokenizer, UniversalSentenceEncoder Encoder, bool IsTrained)
{
    private const int Seed = 2017;

    /// <summary>The trained model, out of its package.</summary>
    /// <exception cref="InvalidDataException">The package is not what it should be.</exception>
    public static LoadedModel FromPackage(PackageFiles package) => new(
        new UnigramTokenizer(Vocabulary.Read(package["dist/vocab.json"])),
        new UniversalSentenceEncoder(PackageWeights.Read(package)),
        IsTrained: true);

    /// <summary>A model of the same sizes that has learned nothing, with the words of these sentences for a vocabulary.</summary>
    public static LoadedModel Untrained(IEnumerable<string> sentences) => new(
        new UnigramTokenizer(Vocabulary.OfWords(sentences)),
        new UniversalSentenceEncoder(UntrainedWeights.Create(Seed)),
        IsTrained: false);
}
