namespace TinyStories;

/// <summary>
/// A stream of pseudo-random numbers that depends on its seed alone: xorshift64* (Vigna, "An experimental exploration of Marsaglia's
/// xorshift generators, scrambled", 2016). llama2.c has the same one, so that equal seeds draw equal numbers.
/// </summary>
internal sealed class Xorshift
{
    private const ulong Multiplier = 0x2545F4914F6CDD1D;
    private const int FloatBits = 24;

    private ulong _state;

    /// <summary>Begins a stream.</summary>
    /// <param name="seed">Any number but 0, from which nothing else would ever come.</param>
    public Xorshift(ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfZero(seed);
        _state = seed;
    }

    /// <summary>The next number, 0 … 1 without 1.</summary>
    public float Next()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        uint bits = (uint)(unchecked(_state * Multiplier) >> 32);
        return (bits >> (32 - FloatBits)) / (float)(1 << FloatBits);
    }
}
