using System.Runtime.Intrinsics;

namespace AttnGen.Benchmarks.Ceiling;

/// <summary>512 bits: AVX-512.</summary>
internal readonly struct Fma512(Vector512<float> value) : IFmaVector<Fma512>
{
    private readonly Vector512<float> _value = value;

    public static int Lanes => Vector512<float>.Count;

    public float First => _value.ToScalar();

    public static Fma512 Create(float value) => new(Vector512.Create(value));

    public static Fma512 MultiplyAdd(Fma512 a, Fma512 b, Fma512 c) => new(Vector512.MultiplyAddEstimate(a._value, b._value, c._value));

    public static Fma512 operator +(Fma512 left, Fma512 right) => new(left._value + right._value);
}

/// <summary>256 bits: AVX2 with FMA.</summary>
internal readonly struct Fma256(Vector256<float> value) : IFmaVector<Fma256>
{
    private readonly Vector256<float> _value = value;

    public static int Lanes => Vector256<float>.Count;

    public float First => _value.ToScalar();

    public static Fma256 Create(float value) => new(Vector256.Create(value));

    public static Fma256 MultiplyAdd(Fma256 a, Fma256 b, Fma256 c) => new(Vector256.MultiplyAddEstimate(a._value, b._value, c._value));

    public static Fma256 operator +(Fma256 left, Fma256 right) => new(left._value + right._value);
}

/// <summary>128 bits: SSE or AVX, ARM64's AdvSimd.</summary>
internal readonly struct Fma128(Vector128<float> value) : IFmaVector<Fma128>
{
    private readonly Vector128<float> _value = value;

    public static int Lanes => Vector128<float>.Count;

    public float First => _value.ToScalar();

    public static Fma128 Create(float value) => new(Vector128.Create(value));

    public static Fma128 MultiplyAdd(Fma128 a, Fma128 b, Fma128 c) => new(Vector128.MultiplyAddEstimate(a._value, b._value, c._value));

    public static Fma128 operator +(Fma128 left, Fma128 right) => new(left._value + right._value);
}

/// <summary>A single float.</summary>
internal readonly struct FmaScalar(float value) : IFmaVector<FmaScalar>
{
    private readonly float _value = value;

    public static int Lanes => 1;

    public float First => _value;

    public static FmaScalar Create(float value) => new(value);

    public static FmaScalar MultiplyAdd(FmaScalar a, FmaScalar b, FmaScalar c) =>
        new(float.MultiplyAddEstimate(a._value, b._value, c._value));

    public static FmaScalar operator +(FmaScalar left, FmaScalar right) => new(left._value + right._value);
}
