using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AttnGen.Generated;

/// <summary>The powers of two of all fractions of five bits, in two registers of AVX-512.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PowerTable
{
    private const int FractionBits = 5;
    private const int MantissaBits = 23;

    /// <summary>2^(n / 32) for whole n.</summary>
    /// <param name="shifted">Floats whose lower half of bits holds n: a small number that was added to 1.5 · 2^18.</param>
    /// <returns>The powers: n's five low bits choose one between 1 and 2, the others are added to its exponent.</returns>
    /// <remarks>The five low bits reach the mantissa with that addition; they are taken away from the table's entries beforehand.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Power(Vector512<float> shifted)
    {
        Vector512<int> lower = Vector512.Create(
            0x3F800000, 0x3F7ECD87, 0x3F7DAAC3, 0x3F7C980F, 0x3F7B95C2, 0x3F7AA43A, 0x3F79C3D3, 0x3F78F4F0,
            0x3F7837F0, 0x3F778D3A, 0x3F76F532, 0x3F767043, 0x3F75FED7, 0x3F75A15B, 0x3F75583F, 0x3F7523F6);
        Vector512<int> upper = Vector512.Create(
            0x3F7504F3, 0x3F74FBAF, 0x3F7508A4, 0x3F752C4D, 0x3F75672A, 0x3F75B9BE, 0x3F76248C, 0x3F76A81E,
            0x3F7744FD, 0x3F77FBB8, 0x3F78CCDF, 0x3F79B907, 0x3F7AC0C7, 0x3F7BE4BA, 0x3F7D257D, 0x3F7E83B3);
        Vector512<int> entry = Avx512F.PermuteVar16x32x2(lower, shifted.AsInt32(), upper);
        return (entry + Vector512.ShiftLeft(shifted.AsInt32(), MantissaBits - FractionBits)).AsSingle();
    }
}
