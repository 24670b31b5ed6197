using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using AttnGen.Tests.Software;

namespace AttnGen.Tests.Harness;

/// <summary>The tier this process should run on, found from the runtime's own answers and not from the kernels'.</summary>
internal static class ProcessorTier
{
    public static KernelTier Expected
    {
        get
        {
            if (SoftwareTier.OfThisProcess is { } software)
            {
                return software;
            }

            if (Vector512.IsHardwareAccelerated)
            {
                return KernelTier.Vector512;
            }

            if (Vector256.IsHardwareAccelerated)
            {
                // The 32 registers come with the EVEX encoding, which AVX-512VL brings to 256 bits.
                return Avx512F.VL.IsSupported ? KernelTier.Vector256Wide : KernelTier.Vector256;
            }

            return Vector128.IsHardwareAccelerated ? KernelTier.Vector128 : KernelTier.Scalar;
        }
    }
}
