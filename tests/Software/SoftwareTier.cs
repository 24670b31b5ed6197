using System.Runtime.Intrinsics.X86;

namespace AttnGen.Tests.Software;

/// <summary>
/// The tier whose kernels this process runs whether or not the machine has its instructions, so that the text of every tier is held
/// against the reference on every machine.
/// </summary>
public static class SoftwareTier
{
    /// <summary>The variable that asks for one.</summary>
    public const string Variable = "ATTNGEN_SOFTWARE_TIER";

    /// <summary>The tier; null where kernels run on the machine's own.</summary>
    public static KernelTier? OfThisProcess { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } name ? Parse(name) : null;

    /// <summary>Whether software stands for a tier's instructions: for those of AVX-512, in terms of AVX2.</summary>
    public static bool Runs(KernelTier tier) => tier > KernelTier.Vector256 && Avx2.IsSupported;

    private static KernelTier Parse(string name) =>
        Enum.TryParse(name, ignoreCase: true, out KernelTier tier) && Runs(tier)
            ? tier
            : throw new InvalidOperationException($"{Variable}={name}: no such tier can be run in software here.");
}
