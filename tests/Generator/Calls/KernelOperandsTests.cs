using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AttnGen.Generator.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace AttnGen.Tests.Generator.Calls;

/// <summary>The lengths by which calls are judged are those that the entry points check, with the same words.</summary>
public sealed partial class KernelOperandsTests
{
    [Theory]
    [InlineData("64, 128, 32, Heads = 4, OutputProjection = true, OutputWidth = 96")]
    [InlineData("64, 128, 32, DV = 7, Bias = true")]
    [InlineData("5, 16, 4, Heads = 2, KeyValueLength = 9, ContextWidth = 12")]
    [InlineData("6, 16, 4, Heads = 6, KeyValueHeads = 2, DV = 3, Layout = HeadLayout.HeadMajor")]
    [InlineData("6, 16, 4, Heads = 3, RelativeBias = true, Sink = SinkKind.Learned, LogSumExp = true, Scores = ScoreStage.Masked")]
    [InlineData("6, 16, 4, KeyValueLength = 11, Heads = 3, RelativeBias = true, LogSumExp = true, Scores = ScoreStage.Product")]
    [InlineData("6, 16, 4, KeyValueLength = 11, Mask = MaskKind.Boolean, Sink = SinkKind.Zero, Rope = RopePairing.Interleaved")]
    [InlineData("65_536, 8, 4")]
    public void They_are_the_lengths_that_the_generated_code_checks(string arguments)
    {
        KernelTarget kernel = Read(arguments);
        SyntaxNode face = CSharpSyntaxTree.ParseText(
            KernelFaces.Text(kernel), cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken);
        foreach (string entry in (string[])[KernelOperands.Forward, KernelOperands.Attend])
        {
            MethodDeclarationSyntax method = face.DescendantNodes().OfType<MethodDeclarationSyntax>()
                .Single(one => one.Identifier.ValueText == entry && one.ExplicitInterfaceSpecifier is null);
            ImmutableArray<KernelOperand> operands = KernelOperands.Of(kernel.Attention, entry, kernel.Attention.KeyValueLength);
            IEnumerable<string> known = operands.Where(operand => operand.Name != KernelOperands.Mask)
                .Select(operand => $"{operand.Name}: {Assert.Single(operand.Lengths).Words}");

            IEnumerable<string> isChecked = LengthCheck().Matches(method.Body!.ToString())
                .Select(check => $"{check.Groups["name"].Value}: {check.Groups["words"].Value} = {check.Groups["length"].Value}")
                .Select(words => RepeatedResult().Replace(words, "${number}"));

            Assert.Equal(isChecked.Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
            Assert.Equal(
                method.ParameterList.Parameters.Where(parameter => parameter.Type!.ToString().Contains("Span", StringComparison.Ordinal))
                    .Select(parameter => parameter.Identifier.ValueText).Order(StringComparer.Ordinal),
                operands.Select(operand => operand.Name).Order(StringComparer.Ordinal));
        }
    }

    private static KernelTarget Read(string arguments)
    {
        KernelTarget? read = null;
        Compiler.Generate(Compiler.Compile($"using AttnGen; [AttentionShape({arguments})] public partial class Encoder {{ }}"), kernel =>
        {
            read = kernel;
            return "";
        });
        return read!;
    }

    [GeneratedRegex("Guard\\.Length\\(\\w+\\.Length, (?<length>\\d+), \"(?<name>\\w+)\", \"(?<words>[^\"]+)\"\\)")]
    private static partial Regex LengthCheck();

    // A product of one factor, heads = 3, is its own result.
    [GeneratedRegex(@"(?<== )(?<number>\d+) = \k<number>$")]
    private static partial Regex RepeatedResult();
}
