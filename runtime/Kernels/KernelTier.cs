namespace AttnGen;

/// <summary>The instruction sets a kernel is written for. One is chosen per process, by what the machine and the runtime allow.</summary>
public enum KernelTier
{
    /// <summary>Plain float arithmetic: hardware intrinsics are switched off or missing.</summary>
    Scalar = 0,

    /// <summary>128-bit vectors: SSE, ARM64's AdvSimd, WebAssembly's SIMD, and NativeAOT without an instruction set.</summary>
    Vector128 = 1,

    /// <summary>256-bit vectors with 16 registers: AVX2.</summary>
    Vector256 = 2,

    /// <summary>256-bit vectors with 32 registers: AVX-512VL where the runtime prefers 256 bits.</summary>
    Vector256Wide = 3,

    /// <summary>512-bit vectors: AVX-512.</summary>
    Vector512 = 4,
}
