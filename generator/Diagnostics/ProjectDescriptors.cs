using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AttnGen.Generator.Diagnostics;

/// <summary>
/// What is wrong with a project rather than with a class. The numbers begin at 101; those before this one come from the package's build
/// files, which see what no analyzer sees.
/// </summary>
internal static class ProjectDescriptors
{
    public static readonly DiagnosticDescriptor UnknownTier = Descriptors.Error(
        "ATTN103",
        "A tier is not defined",
        "AttnGenTiers lists '{0}', which is no tier, so no kernel is written. The tiers are {1}.");

    public static readonly ImmutableArray<DiagnosticDescriptor> All = [UnknownTier];
}
