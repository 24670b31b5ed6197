using AttnGen.CodeFixes;
using AttnGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace AttnGen.Tests.Generator.CodeFixes;

/// <summary>A type that is not partial becomes so, with all around it, and nothing else changes.</summary>
public sealed class PartialFixTests
{
    [Theory]
    [InlineData("public sealed class {|ATTN001:Encoder|} { }", "public sealed partial class Encoder { }")]
    [InlineData("class {|ATTN001:Encoder|} { }", "partial class Encoder { }")]
    [InlineData("internal sealed record {|ATTN001:Encoder|};", "internal sealed partial record Encoder;")]
    [InlineData("public record class {|ATTN001:Encoder|} { }", "public partial record class Encoder { }")]
    [InlineData("/* its own */ class /* name */ {|ATTN001:Encoder|} { }", "/* its own */ partial class /* name */ Encoder { }")]
    public Task A_class_becomes_partial(string wrong, string right)
    {
        const string Attribute = "using AttnGen;\n\n/// <summary>An encoder.</summary>\n[AttentionShape(16, 8, 4)]\n";
        return FixTest<AttentionShapeAnalyzer, PartialFix>.RunAsync(Attribute + wrong, Attribute + right, "Make 'Encoder' partial");
    }

    [Theory]
    [InlineData("public class {|ATTN002:Model|}", "public partial class Model")]
    [InlineData("struct {|ATTN002:Model|}", "partial struct Model")]
    [InlineData("public ref struct {|ATTN002:Model|}", "public ref partial struct Model")]
    [InlineData("internal readonly record struct {|ATTN002:Model|}", "internal readonly partial record struct Model")]
    [InlineData("interface {|ATTN002:Model|}", "partial interface Model")]
    public Task A_type_around_it_becomes_partial(string wrong, string right)
    {
        const string Body = "\n{\n    [AttentionShape(16, 8, 4)]\n    public sealed partial class Encoder;\n}\n";
        return FixTest<AttentionShapeAnalyzer, PartialFix>.RunAsync(
            "using AttnGen;\n\n" + wrong + Body, "using AttnGen;\n\n" + right + Body, "Make 'Model' partial");
    }

    [Fact]
    public Task One_fix_reaches_all_types_around_a_class()
    {
        var test = new FixTest<AttentionShapeAnalyzer, PartialFix>(
            """
            using AttnGen;

            namespace Models
            {
                // The outermost.
                internal static class {|ATTN002:A|}<T>
                {
                    partial interface B
                    {
                        private struct {|ATTN002:C|}
                        {
                            [AttentionShape(16, 8, 4)]
                            sealed class {|ATTN001:Encoder|} { }
                        }
                    }
                }
            }
            """,
            """
            using AttnGen;

            namespace Models
            {
                // The outermost.
                internal static partial class A<T>
                {
                    partial interface B
                    {
                        private partial struct C
                        {
                            [AttentionShape(16, 8, 4)]
                            sealed partial class Encoder { }
                        }
                    }
                }
            }
            """)
        {
            CodeActionVerifier = (action, verifier) => verifier.Equal("Make 'Encoder' and 'C' and 'A' partial", action.Title),
            CodeFixTestBehaviors = CodeFixTestBehaviors.FixOne | CodeFixTestBehaviors.SkipFixAllCheck,
        };
        return test.RunAsync();
    }

    [Fact]
    public Task All_kernels_of_several_files_are_mended_at_once()
    {
        const string Second = "using AttnGen; [AttentionShape(16, 8, 4)] class {|ATTN001:Other|} { }";
        var test = new FixTest<AttentionShapeAnalyzer, PartialFix>(
            """
            using AttnGen;

            class {|ATTN002:{|ATTN002:Model|}|}
            {
                [AttentionShape(16, 8, 4)] class {|ATTN001:Short|} { }
                [AttentionShape(64, 8, 4)] class {|ATTN001:Long|} { }
            }
            """,
            """
            using AttnGen;

            partial class Model
            {
                [AttentionShape(16, 8, 4)] partial class Short { }
                [AttentionShape(64, 8, 4)] partial class Long { }
            }
            """)
        {
            NumberOfFixAllIterations = 1,
            NumberOfFixAllInDocumentIterations = 2,
        };
        test.TestState.Sources.Add(Second);
        test.FixedState.Sources.Add("using AttnGen; [AttentionShape(16, 8, 4)] partial class Other { }");
        return test.RunAsync();
    }
}
