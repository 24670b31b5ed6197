using System.Diagnostics.CodeAnalysis;
using AttnGen.Generator.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AttnGen.Tests.Generator;

/// <summary>The properties of a build, as the compiler hands them to generators and analyzers.</summary>
internal sealed class ProjectProperties(string? tiers = null, string? explain = null) : AnalyzerConfigOptionsProvider
{
    private readonly Options _options = new(new Dictionary<string, string?> { [ProjectSpec.TiersKey] = tiers, [ProjectSpec.ExplainKey] = explain });

    public override AnalyzerConfigOptions GlobalOptions => _options;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _options;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _options;

    private sealed class Options(Dictionary<string, string?> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) =>
            values.TryGetValue(key, out value) && value is not null;
    }
}
