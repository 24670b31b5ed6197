using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AttnGen.Tests.Software;
using Framework = System.Runtime.Intrinsics.Vector512;

namespace AttnGen.Generated;

/// <summary>
/// Says of vectors of 512 bits, which the framework computes with on every machine, that the machine has them. The rest is what the
/// runtime's files call of the framework's class of this name.
/// </summary>
public static class Vector512
{
    /// <summary>What chooses the tier, and the runtime's way of turning a square.</summary>
    public static bool IsHardwareAccelerated => SoftwareTier.OfThisProcess == KernelTier.Vector512;

    public static Vector512<T> Create<T>(T value) => Framework.Create(value);

    public static Vector512<T> Create<T>(params ReadOnlySpan<T> values) => Framework.Create(values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LoadUnsafe<T>(ref readonly T source) => Framework.LoadUnsafe(in source);

    public static Vector512<int> ShiftLeft(Vector512<int> value, int count) => Framework.ShiftLeft(value, count);
}
