using System.Runtime.Intrinsics;

namespace AttnGen.Benchmarks.Ceiling;

/// <summary>512 bits: AVX-512.</summary>
internal readonly struct Register512(Vector512<float> value) : IRegister<Register512>
{
    private readonly Vector512<float> _value = value;

    public static int Lanes => Vector512<float>.Count;

    public float First => _value.ToScalar();

    public static Register512 Create(float value) => new(Vector512.Create(value));

    public static Register512 Load(ref float source) => new(Vector512.LoadUnsafe(ref source));

    public static Register512 MultiplyAdd(Register512 a, Register512 b, Register512 c) =>
        new(Vector512.MultiplyAddEstimate(a._value, b._value, c._value));

    public static Register512 Max(Register512 a, Register512 b) => new(Vector512.MaxNative(a._value, b._value));

    public static Register512 Scale(Register512 a, Register512 w) =>
        new((a._value.AsInt32() + Vector512.ShiftLeft(w._value.AsInt32(), 23)).AsSingle());

    public static Register512 operator +(Register512 left, Register512 right) => new(left._value + right._value);

    public static Register512 operator -(Register512 left, Register512 right) => new(left._value - right._value);

    public void Store(ref float target) => _value.StoreUnsafe(ref target);
}

/// <summary>256 bits: AVX2 with FMA.</summary>
internal readonly struct Register256(Vector256<float> value) : IRegister<Register256>
{
    private readonly Vector256<float> _value = value;

    public static int Lanes => Vector256<float>.Count;

    public float First => _value.ToScalar();

    public static Register256 Create(float value) => new(Vector256.Create(value));

    public static Register256 Load(ref float source) => new(Vector256.LoadUnsafe(ref source));

    public static Register256 MultiplyAdd(Register256 a, Register256 b, Register256 c) =>
        new(Vector256.MultiplyAddEstimate(a._value, b._value, c._value));

    public static Register256 Max(Register256 a, Register256 b) => new(Vector256.MaxNative(a._value, b._value));

    public static Register256 Scale(Register256 a, Register256 w) =>
        new((a._value.AsInt32() + Vector256.ShiftLeft(w._value.AsInt32(), 23)).AsSingle());

    public static Register256 operator +(Register256 left, Register256 right) => new(left._value + right._value);

    public static Register256 operator -(Register256 left, Register256 right) => new(left._value - right._value);

    public void Store(ref float target) => _value.StoreUnsafe(ref target);
}

/// <summary>128 bits: SSE or AVX, ARM64's AdvSimd.</summary>
internal readonly struct Register128(Vector128<float> value) : IRegister<Register128>
{
    private readonly Vector128<float> _value = value;

    public static int Lanes => Vector128<float>.Count;

    public float First => _value.ToScalar();

    public static Register128 Create(float value) => new(Vector128.Create(value));

    public static Register128 Load(ref float source) => new(Vector128.LoadUnsafe(ref source));

    public static Register128 MultiplyAdd(Register128 a, Register128 b, Register128 c) =>
        new(Vector128.MultiplyAddEstimate(a._value, b._value, c._value));

    public static Register128 Max(Register128 a, Register128 b) => new(Vector128.MaxNative(a._value, b._value));

    public static Register128 Scale(Register128 a, Register128 w) =>
        new((a._value.AsInt32() + Vector128.ShiftLeft(w._value.AsInt32(), 23)).AsSingle());

    public static Register128 operator +(Register128 left, Register128 right) => new(left._value + right._value);

    public static Register128 operator -(Register128 left, Register128 right) => new(left._value - right._value);

    public void Store(ref float target) => _value.StoreUnsafe(ref target);
}

/// <summary>A single float.</summary>
internal readonly struct RegisterScalar(float value) : IRegister<RegisterScalar>
{
    private readonly float _value = value;

    public static int Lanes => 1;

    public float First => _value;

    public static RegisterScalar Create(float value) => new(value);

    public static RegisterScalar Load(ref float source) => new(source);

    public static RegisterScalar MultiplyAdd(RegisterScalar a, RegisterScalar b, RegisterScalar c) =>
        new(float.MultiplyAddEstimate(a._value, b._value, c._value));

    public static RegisterScalar Max(RegisterScalar a, RegisterScalar b) => new(a._value > b._value ? a._value : b._value);

    public static RegisterScalar Scale(RegisterScalar a, RegisterScalar w) =>
        new(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(a._value) + (BitConverter.SingleToInt32Bits(w._value) << 23)));

    public static RegisterScalar operator +(RegisterScalar left, RegisterScalar right) => new(left._value + right._value);

    public static RegisterScalar operator -(RegisterScalar left, RegisterScalar right) => new(left._value - right._value);

    public void Store(ref float target) => target = _value;
}
