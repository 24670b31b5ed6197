using System.Collections.Immutable;
using AttnGen.Generator.Shape;
using AttnGen.Generator.Shape.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AttnGen.Generator.Diagnostics;

/// <summary>Says what is wrong with an [AttentionShape] or its class, by the very rules by which the generator refuses it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AttentionShapeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.OfAnalyzer;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        if (KernelCandidate.Of((INamedTypeSymbol)context.Symbol, context.CancellationToken) is not { } candidate)
        {
            return;
        }

        ProjectSpec project = ProjectSpec.Of(candidate.Declaration.SyntaxTree.Options);
        if (!project.CanCompileKernels)
        {
            Report(
                context,
                RuleIds.LanguageTooOld,
                candidate.Declaration.Identifier.GetLocation(),
                candidate.Type.Name,
                ProjectSpec.OldestLanguage.ToDisplayString(),
                project.Language.ToDisplayString());
        }

        foreach (ShapeViolation violation in SpecRules.Check(candidate.Request))
        {
            Report(context, violation.Id, ArgumentLocation.Of(candidate.Attribute, violation.Argument), [.. violation.Message]);
        }

        foreach (TypeViolation violation in TypeRules.Check(candidate, context.Compilation))
        {
            Report(context, violation.Id, violation.Where, violation.Message);
        }
    }

    private static void Report(SymbolAnalysisContext context, string id, Location where, params string[] message) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(id), where, message));
}
