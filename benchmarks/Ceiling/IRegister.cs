namespace AttnGen.Benchmarks.Ceiling;

/// <summary>A register full of floats. A loop is written once over this face; the compiler makes it anew for each width.</summary>
internal interface IRegister<TSelf>
    where TSelf : struct, IRegister<TSelf>
{
    /// <summary>The number of floats in a register.</summary>
    static abstract int Lanes { get; }

    /// <summary>The same float in every lane.</summary>
    static abstract TSelf Create(float value);

    /// <summary>The floats from a place on.</summary>
    static abstract TSelf Load(ref float source);

    /// <summary>a·b + c, fused where the hardware can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The larger number of each lane.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>a · 2^w, w being the whole number that stands in the lowest bits of a float.</summary>
    static abstract TSelf Scale(TSelf a, TSelf w);

    /// <summary>Lane-wise sum.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>Lane-wise difference.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>One lane, to keep the result alive.</summary>
    float First { get; }

    /// <summary>Puts the floats to a place.</summary>
    void Store(ref float target);
}
