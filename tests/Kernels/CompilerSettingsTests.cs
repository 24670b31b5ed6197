using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Checks;
using AttnGen.Tests.Kernels.Problems;
using AttnGen.Tests.Kernels.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AttnGen.Tests.Kernels;

/// <summary>Generated code compiles without a warning, and computes the same, however the user's project is set.</summary>
public sealed class CompilerSettingsTests
{
    /// <summary>The oldest supported language version: generated code needs C# 11's file types and ref fields' rules.</summary>
    private static readonly CompilerSettings s_oldest = new() { Language = LanguageVersion.CSharp11 };

    private static readonly CompilerSettings s_debug = new() { Optimization = OptimizationLevel.Debug };

    private static readonly CompilerSettings s_checked = new() { CheckOverflow = true };

    /// <summary>One shape with everything is enough: the others differ in numbers.</summary>
    private static readonly AttentionShape s_everything = ShapeTable.Representative[3];

    [Fact]
    public void The_oldest_language_version_will_do() => AssertSameBits("OldestLanguage", s_oldest);

    [Fact]
    public void A_debug_build_computes_the_same() => AssertSameBits("DebugBuild", s_debug);

    [Fact]
    public void Checked_arithmetic_computes_the_same() => AssertSameBits("CheckedArithmetic", s_checked);

    [Fact]
    public void A_hostile_culture_changes_no_character()
    {
        string source = ShapeSource.File([s_everything with { Scale = 0.0625, OutputWidth = 1234 }]);
        IReadOnlyList<string> expected = KernelCompiler.GeneratedTexts(new CompilerSettings(), source);
        Assert.NotEmpty(expected);
        using (new HostileCulture())
        {
            Assert.Equal(expected, KernelCompiler.GeneratedTexts(new CompilerSettings(), source));
        }
    }

    /// <summary>The public members of a kernel have types of the runtime library, which therefore has to keep to the CLS as well.</summary>
    [Fact]
    public void An_assembly_may_claim_to_be_CLS_compliant() => KernelCompiler.Compile(
        "ClsCompliant", new CompilerSettings(), "[assembly: System.CLSCompliant(true)]", ShapeSource.File([s_everything]));

    [Fact]
    public void Generated_code_has_line_feeds_only_and_needs_no_unsafe_blocks()
    {
        foreach (string text in KernelCompiler.GeneratedTexts(new CompilerSettings(), ShapeSource.File([s_everything])))
        {
            Assert.DoesNotContain('\r', text);
            Assert.DoesNotMatch(@"\bunsafe\b", text);
        }
    }

    private static void AssertSameBits(string name, CompilerSettings settings)
    {
        Kernel usual = KernelsUnderTest.Of(s_everything);
        Kernel other = KernelSet.Compile(name, settings, [s_everything])[s_everything];
        var problem = new Problem(s_everything, 1);
        foreach (Entry entry in Enum.GetValues<Entry>())
        {
            foreach (int length in problem.Lengths())
            {
                Answer<float> expected = GuardedCall.Run(usual.ThroughClass(problem.Weights), entry, problem, Guard.AtEnd, length, true);
                Answer<float> actual = GuardedCall.Run(other.ThroughClass(problem.Weights), entry, problem, Guard.AtEnd, length, true);
                Bits.AssertEqual(expected.Output, actual.Output, $"{name} {entry}, length {length}");
                Bits.AssertEqual(expected.AttentionWeights, actual.AttentionWeights, $"{name} {entry}, length {length}, attention weights");
            }
        }
    }
}
