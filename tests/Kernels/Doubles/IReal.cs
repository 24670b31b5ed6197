namespace AttnGen.Tests.Kernels.Doubles;

/// <summary>What <see cref="AttentionLoop{T}"/> computes with: doubles, or numbers of twice their precision.</summary>
internal interface IReal<T>
    where T : struct, IReal<T>
{
    /// <summary>The nearest double.</summary>
    double Value { get; }

    static abstract T From(double number);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    static abstract T Exp(T x);

    /// <summary>x^y of doubles above 0.</summary>
    static abstract T Power(double x, double y);

    static abstract (T Sin, T Cos) SinCos(T angle);
}
