using System.Collections.Immutable;
using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AttnGen.Generator.Diagnostics;

/// <summary>Says what is wrong with the properties that a project sets for the generator.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProjectAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ProjectDescriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationAction(Analyze);
    }

    private static void Analyze(CompilationAnalysisContext context)
    {
        string tiers = ProjectSpec.TiersOf(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
        if (TierChoice.Of(tiers).Unknown is { } unknown)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                ProjectDescriptors.UnknownTier, Location.None, unknown, string.Join(", ", Tier.All.Select(tier => tier.Name))));
        }
    }
}
