using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AttnGen.Generator.Shape;

/// <summary>What a kernel depends on outside its class: as much of the compilation as enters the pipeline.</summary>
/// <param name="Language">The version of C# that the project is compiled as.</param>
internal sealed record ProjectSpec(LanguageVersion Language)
{
    /// <summary>The first C# with file-local types and static abstract members, which the generated code is written with.</summary>
    public const LanguageVersion OldestLanguage = LanguageVersion.CSharp11;

    /// <summary>The property of the build that lists the tiers to write, separated by commas: the package makes it of AttnGenTiers.</summary>
    public const string TiersKey = "build_property.AttnGenTierList";

    /// <summary>The property of the build that asks for a report of the plans.</summary>
    public const string ExplainKey = "build_property.AttnGenExplain";

    /// <summary>The tiers to write, as the project names them; "" for all.</summary>
    public string Tiers { get; init; } = string.Empty;

    /// <summary>Whether the project asks for a report of the plans.</summary>
    public bool Explain { get; init; }

    /// <summary>Whether the project can compile the generated code.</summary>
    public bool CanCompileKernels => Language >= OldestLanguage;

    public static ProjectSpec Of(ParseOptions options) => new(((CSharpParseOptions)options).LanguageVersion);

    public static ProjectSpec Of(ParseOptions options, AnalyzerConfigOptions properties) => Of(options) with
    {
        Tiers = TiersOf(properties),
        Explain = properties.TryGetValue(ExplainKey, out string? explain) && string.Equals(explain, "true", StringComparison.OrdinalIgnoreCase),
    };

    /// <summary>The tiers to write, as the properties of a project name them; "" for all.</summary>
    public static string TiersOf(AnalyzerConfigOptions properties) =>
        properties.TryGetValue(TiersKey, out string? tiers) ? tiers.Trim() : string.Empty;
}
