using System.Reflection;
using AttnGen.CodeFixes;
using AttnGen.Generator.Diagnostics;
using AttnGen.Generator.Diagnostics.Calls;
using AttnGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace AttnGen.Tests.Generator.CodeFixes;

/// <summary>Editors find every code fix, and the index of the diagnostics says which mistakes have one.</summary>
public sealed class FixCatalogueTests
{
    private static readonly Type[] s_fixes =
        [.. typeof(TreeFix).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(CodeFixProvider)) && !type.IsAbstract)];

    private static IEnumerable<string> FixableIds =>
        s_fixes.SelectMany(type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds);

    [Fact]
    public void Each_is_exported_for_CSharp_under_its_name() => Assert.All(s_fixes, type =>
    {
        ExportCodeFixProviderAttribute export = type.GetCustomAttribute<ExportCodeFixProviderAttribute>()!;
        Assert.Equal([LanguageNames.CSharp], export.Languages);
        Assert.Equal(type.Name, export.Name);
        Assert.NotNull(((CodeFixProvider)Activator.CreateInstance(type)!).GetFixAllProvider());
    });

    [Fact]
    public void Each_mends_what_an_analyzer_reports_and_the_index_says_so()
    {
        string[] known = [.. Descriptors.OfAnalyzer.Concat(CallDescriptors.All).Select(descriptor => descriptor.Id)];
        string[] index = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "diagnostics", "README.md"));

        Assert.Subset(known.ToHashSet(), FixableIds.ToHashSet());
        Assert.Equal(
            FixableIds.Order(StringComparer.Ordinal),
            index.Where(line => line.StartsWith("- ", StringComparison.Ordinal))
                .SelectMany(line => known.Where(id => line.Contains(id, StringComparison.Ordinal))).Order(StringComparer.Ordinal));
    }

    /// <summary>The compiler loads the generator's assembly, and has no workspaces.</summary>
    [Fact]
    public void The_generator_s_assembly_knows_no_workspaces() => Assert.DoesNotContain(
        typeof(AttentionShapeAnalyzer).Assembly.GetReferencedAssemblies(),
        assembly => assembly.Name!.Contains("Workspaces", StringComparison.Ordinal));
}
