namespace SentenceEncoder;

/// <summary>The package is neither in the cache nor to be had.</summary>
/// <param name="missing">What is missing, in a sentence.</param>
/// <param name="remedy">How to get it, in a sentence.</param>
/// <param name="cause">The exception behind it, if any.</param>
internal sealed class PackageUnavailableException(string missing, string remedy, Exception? cause = null) : Exception(missing, cause)
{
    /// <summary>How to get it, in a sentence.</summary>
    public string Remedy { get; } = remedy;
}
