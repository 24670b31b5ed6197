using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AttnGen.Generated;

/// <summary>Vectors with the two lanes of each pair in each other's place: b₀ a₀ b₁ a₁ … of a₀ b₀ a₁ b₁ …</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Pairs
{
    /// <summary>Of each four lanes, the second, the first, the fourth and the third.</summary>
    private const byte Swapped = 0b10_11_00_01;

    /// <summary>Of each two lanes, the second and the first.</summary>
    private const byte SwappedDoubles = 0b01_01_01_01;

    /// <summary>Swaps the lanes of each pair of sixteen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Swap16(Vector512<float> pairs) => Avx512F.Permute4x32(pairs, Swapped);

    /// <summary>Swaps the lanes of each pair of eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Swap8(Vector256<float> pairs) => Avx.Permute(pairs, Swapped);

    /// <summary>Swaps the lanes of each pair of eight doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Swap8(Vector512<double> pairs) => Avx512F.Permute2x64(pairs, SwappedDoubles);

    /// <summary>Swaps the lanes of each pair of four doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Swap4(Vector256<double> pairs) => Avx.Permute(pairs, SwappedDoubles);

    /// <summary>Swaps the lanes of a pair of doubles, on every machine that has 128-bit vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Swap2(Vector128<double> pairs) => Vector128.Shuffle(pairs, Vector128.Create(1L, 0));

    /// <summary>Swaps the lanes of each pair of four, on every machine that has 128-bit vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Swap4(Vector128<float> pairs) => Vector128.Shuffle(pairs, Vector128.Create(1, 0, 3, 2));
}
