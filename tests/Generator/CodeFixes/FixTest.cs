using System.Collections.Immutable;
using AttnGen.CodeFixes;
using AttnGen.Generator.Diagnostics;
using AttnGen.Tests.Generator.Calls;
using AttnGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace AttnGen.Tests.Generator.CodeFixes;

/// <summary>What a code fix makes of source in which <c>[|…|]</c> or <c>{|id:…|}</c> marks what is wrong, mistake by mistake and all at once.</summary>
internal sealed class FixTest<TAnalyzer, TFix> : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : TreeFix, new()
{
    public FixTest(string wrong, string right)
    {
        TestCode = wrong;
        FixedCode = right;
        TestState.AdditionalReferences.AddRange(UserReferences.All);
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        TestBehaviors |= TestBehaviors.SkipGeneratedSourcesCheck | TestBehaviors.SkipSuppressionCheck;
    }

    /// <summary>Applies the offer with a title.</summary>
    public static Task RunAsync(string wrong, string right, string title) => new FixTest<TAnalyzer, TFix>(wrong, right)
    {
        CodeActionVerifier = (action, verifier) => verifier.Equal(title, action.Title),
    }.RunAsync();

    public Task RunAsync() => RunAsync(TestContext.Current.CancellationToken);

    // The analyzer of shapes would take what this generator writes for the user's own.
    protected override IEnumerable<Type> GetSourceGenerators() =>
        typeof(TAnalyzer) == typeof(AttentionShapeAnalyzer) ? [] : [typeof(FaceGenerator)];

    // Where one fix is to do: the innermost type stands last, and its fix reaches those around it.
    protected override Diagnostic? TrySelectDiagnosticToFix(ImmutableArray<Diagnostic> fixableDiagnostics) =>
        fixableDiagnostics.MaxBy(diagnostic => diagnostic.Location.SourceSpan.Start);

    protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose);
}
