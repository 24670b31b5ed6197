namespace AttnGen.Generator.Shape.Scope;

/// <summary>
/// A hash of text that is the same in every process: FNV-1a with 64 bits (Fowler, Noll and Vo), over UTF-16. string.GetHashCode differs
/// from process to process.
/// </summary>
internal readonly struct Fingerprint
{
    private const ulong Prime = 0x100000001B3;

    private readonly ulong _distance;

    private Fingerprint(ulong value) => _distance = value ^ Basis;

    /// <summary>The hash; of nothing, at first.</summary>
    public ulong Value => _distance ^ Basis;

    private static ulong Basis => 0xCBF29CE484222325;

    /// <summary>The hash of what was hashed so far and then a text.</summary>
    public Fingerprint With(string text)
    {
        ulong hash = Value;
        foreach (char letter in text)
        {
            hash = unchecked((hash ^ letter) * Prime);
        }

        return new Fingerprint(hash);
    }

    /// <summary>The hash of what was hashed so far and then a word, whose end counts too.</summary>
    public Fingerprint WithWord(string word) => With(word).With("\0");

    /// <summary>The hash of what was hashed so far and then a number.</summary>
    public Fingerprint With(ulong number)
    {
        ulong hash = Value;
        for (int shift = 0; shift < 64; shift += 16)
        {
            hash = unchecked((hash ^ (ushort)(number >> shift)) * Prime);
        }

        return new Fingerprint(hash);
    }
}
