namespace AttnGen;

/// <summary>
/// A stream of uniform floats that depends on its seed alone, not on the .NET version: SplitMix64
/// (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014).
/// </summary>
internal sealed class SeededUniform(int seed)
{
    private ulong _state = unchecked((ulong)seed);

    /// <summary>The next double in [−1, 1).</summary>
    public double Next()
    {
        _state = unchecked(_state + 0x9E3779B97F4A7C15UL);
        ulong z = _state;
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        z ^= z >> 31;
        return ((z >> 11) * (1.0 / (1UL << 52))) - 1.0;
    }

    /// <summary>A Glorot-uniform matrix.</summary>
    public float[] Matrix(int inputs, int outputs) => Vector(checked(inputs * outputs), Math.Sqrt(6.0 / (inputs + outputs)));

    /// <summary>Floats uniform in ±<paramref name="bound"/>.</summary>
    public float[] Vector(int length, double bound)
    {
        var values = new float[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = (float)(Next() * bound);
        }

        return values;
    }
}
