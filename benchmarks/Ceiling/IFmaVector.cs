namespace AttnGen.Benchmarks.Ceiling;

/// <summary>A register full of floats. The loop is written once over this face; the compiler makes it anew for each width.</summary>
internal interface IFmaVector<TSelf>
    where TSelf : struct, IFmaVector<TSelf>
{
    /// <summary>The number of floats in a register.</summary>
    static abstract int Lanes { get; }

    /// <summary>The same float in every lane.</summary>
    static abstract TSelf Create(float value);

    /// <summary>a·b + c, fused where the hardware can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>Lane-wise sum.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>One lane, to keep the result alive.</summary>
    float First { get; }
}
