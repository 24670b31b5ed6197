using AttnGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace AttnGen.Tests.Generator.Calls;

/// <summary>
/// What an analyzer says of calls of a few kernels. <c>[|…|]</c> marks what it must report, and it may report nothing else.
/// </summary>
internal sealed class CallTest<TAnalyzer> : CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    public CallTest(string source)
    {
        TestCode = source;
        TestState.Sources.Add(CallSource.Kernels);
        TestState.AdditionalReferences.AddRange(UserReferences.All);
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        TestBehaviors |= TestBehaviors.SkipGeneratedSourcesCheck | TestBehaviors.SkipSuppressionCheck;
    }

    /// <summary>The statements of a method that has a kernel of each shape.</summary>
    public static Task RunAsync(string statements) => new CallTest<TAnalyzer>(CallSource.Method(statements)).RunAsync();

    public Task RunAsync() => RunAsync(TestContext.Current.CancellationToken);

    protected override IEnumerable<Type> GetSourceGenerators() => [typeof(FaceGenerator)];

    protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose);
}
