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
        var type = (INamedTypeSymbol)context.Symbol;
        AnalyzeAround(context, type);
        if (KernelCandidate.Of(type, context.CancellationToken) is not { } candidate)
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

        foreach (ShapeViolation violation in SpecRules.Check(candidate.Request).Concat(ModifierRules.Check(candidate, context.Compilation)))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.Of(violation.Id),
                ArgumentLocation.Of(candidate.Attribute, violation.Argument),
                SizeProperties.Of(violation),
                [.. violation.Message]));
        }

        foreach (TypeViolation violation in TypeRules.Check(candidate, context.Compilation))
        {
            if (violation.Id != RuleIds.ContainingTypeNotPartial)
            {
                Report(context, violation.Id, violation.Where, violation.Message);
            }
        }
    }

    /// <summary>
    /// Says of a type around kernels that it is not partial. An editor offers to mend only what is reported of the type at hand, so this is
    /// not left to the kernel.
    /// </summary>
    private static void AnalyzeAround(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        foreach (INamedTypeSymbol nested in Nested(type))
        {
            if (KernelCandidate.Of(nested, context.CancellationToken) is { } candidate)
            {
                foreach (TypeViolation violation in TypeRules.Around(candidate).Where(violation => type.Locations.Contains(violation.Where)))
                {
                    Report(context, violation.Id, violation.Where, violation.Message);
                }
            }
        }
    }

    private static IEnumerable<INamedTypeSymbol> Nested(INamedTypeSymbol type) =>
        type.GetTypeMembers().SelectMany(nested => Nested(nested).Prepend(nested));

    private static void Report(SymbolAnalysisContext context, string id, Location where, params string[] message) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(id), where, message));
}
