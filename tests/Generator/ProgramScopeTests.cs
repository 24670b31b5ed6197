using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>
/// An edit that no kernel can depend on binds nothing again, and every other is seen: after it the generator, which has run before,
/// says what one says that starts anew.
/// </summary>
public sealed class ProgramScopeTests
{
    private const string Kernel = "using AttnGen; namespace App; [AttentionShape(16, 8, 4)] public partial class Encoder { }";
    private const string Sized = "using AttnGen; namespace App; [AttentionShape(Sizes.N, 8, 4)] public partial class Encoder { }";
    private const string Derived = "using AttnGen; namespace App; [AttentionShape(16, 8, 4)] public partial class Encoder : Layer { }";

    private const string Modified = """
        using AttnGen; namespace App;
        [AttentionShape(16, 8, 4, Modifier = typeof(Rules.Penalty))] public partial class Encoder { }
        """;

    private const string Penalty = """
        using System.Runtime.CompilerServices; using AttnGen; namespace App;
        public static class Rules {
            public struct Penalty : IScoreModifier {
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static T Apply<T>(T score, ScorePlace<T> place) where T : struct, IScoreLanes<T> => score;
            }
        }
        """;

    /// <summary>The kernel's file, another one before the edit, and that after it.</summary>
    public static TheoryData<string, string, string> Relevant => new()
    {
        { Sized, "namespace App; class Sizes { public const int N = 16; }", "namespace App; class Sizes { public const int N = 17; }" },
        {
            Sized,
            "namespace App; class Sizes { public const int N = More.M * 2; } class More { public const int M = 8; }",
            "namespace App; class Sizes { public const int N = More.M * 2; } class More { public const int M = 9; }"
        },
        {
            "using AttnGen; using static App.Sizes; namespace App; [AttentionShape(N, 8, 4)] public partial class Encoder { }",
            "namespace App; class Sizes { public const int N = 16; }",
            "namespace App; class Sizes { public const int N = 17; }"
        },
        {
            "using AttnGen; namespace App; [AttentionShape(N, 8, 4)] public partial class Encoder { }",
            "global using static App.Sizes; namespace App { class Sizes { public const int N = 16; } class Others { public const int N = 17; } }",
            "global using static App.Others; namespace App { class Sizes { public const int N = 16; } class Others { public const int N = 17; } }"
        },
        {
            "using AttnGen; namespace App; partial class Outer : Layer { [AttentionShape(N, 8, 4)] public partial class Encoder { } }",
            "namespace App; class Layer { public const int N = 16; }",
            "namespace App; class Layer { public const int N = 17; }"
        },
        {
            "using AttnGen; namespace App; [AttentionShape((int)Size.Short, 8, 4)] public partial class Encoder { }",
            "namespace App; enum Size { None = 15, Short }",
            "namespace App; enum Size { None = 16, Short }"
        },
        { Kernel, "namespace App; partial class Encoder { }", "namespace App; partial class Encoder { int Tier; }" },
        { Kernel, "namespace App; partial class Encoder { }", "namespace App; abstract partial class Encoder { }" },
        { Kernel, "namespace App.Other; partial class Encoder { int Tier; }", "namespace App; partial class Encoder { int Tier; }" },
        { Derived, "namespace App; public class Layer { }", "namespace App; public class Layer { public int Tier; }" },
        {
            Derived,
            "namespace App; public class Layer : Root { } public class Root { private int Tier; }",
            "namespace App; public class Layer : Root { } public class Root { protected int Tier; }"
        },
        { Kernel, "namespace App; class Layer { }", "namespace App; class ENCODER { }" },
        { Kernel, "namespace Apps; class Layer { }", "namespace APP; class Layer { }" },
        { Kernel, "namespace App; class Layer { }", "namespace App; class AttentionShapeAttribute(int n, int m, int k) : System.Attribute { }" },
        {
            "namespace App; [Kernel(16, 8, 4)] public partial class Encoder { }",
            "class Nothing { }",
            "global using Kernel = AttnGen.AttentionShapeAttribute;"
        },
        { "namespace App; [AttentionShape(16, 8, 4)] public partial class Encoder { }", "class Nothing { }", "global using AttnGen;" },
        { Modified, Penalty, Penalty.Replace("[MethodImpl(MethodImplOptions.AggressiveInlining)]", "", StringComparison.Ordinal) },
        { Modified, Penalty, Penalty.Replace("public struct", "private struct", StringComparison.Ordinal) },
        { Modified, Penalty, Penalty.Replace(": IScoreModifier", "", StringComparison.Ordinal) },
        { Modified, Penalty, Penalty.Replace("namespace App;", "namespace App.Other;", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Relevant))]
    public void An_edit_that_a_kernel_depends_on_is_seen(string kernel, string before, string after)
    {
        CSharpCompilation first = Compiler.Compile(kernel, before);
        CSharpCompilation second = first.ReplaceSyntaxTree(first.SyntaxTrees[1], Compiler.Parse(after, path: "File1.cs"));

        AssertSeen(first, second);
        AssertSeen(second, second.ReplaceSyntaxTree(second.SyntaxTrees[1], first.SyntaxTrees[1]));
    }

    [Theory]
    [InlineData("namespace App; class Other { public const int Answer = 42; }")]
    [InlineData("namespace App; class Other { public int Answer() { return 42; } class Nested { } }")]
    [InlineData("using System; namespace App; /* a comment */ [Serializable] class Other { }")]
    [InlineData("namespace App; class Another { Encoder _encoder = new(null!); enum Kind { One } delegate void Call(Encoder encoder); }")]
    [InlineData("namespace Elsewhere { class Other { } }")]
    [InlineData("")]
    public void An_edit_that_no_kernel_depends_on_binds_nothing_again(string after)
    {
        CSharpCompilation first = Compiler.Compile(Sized, "namespace App; class Other { }", "namespace App; class Sizes { public const int N = 16; }");
        CSharpCompilation second = first.ReplaceSyntaxTree(first.SyntaxTrees[1], Compiler.Parse(after, path: "File1.cs"));

        PipelineRun run = PipelineRun.Between(first, second);

        Assert.True(run.KeptScope);
        run.AssertNothingRecomputed();
        Assert.Equal(["App.Encoder.g.cs"], run.Files);
    }

    [Fact]
    public void A_comment_or_a_body_in_a_kernels_own_file_binds_nothing_again()
    {
        const string With = "using AttnGen; namespace App; [AttentionShape(16, 8, 4)] public partial class Encoder { int One() => 1; int Two() { return 2; } }";
        string edited = "// moved\n\n" + With.Replace("=> 1", "=> 3", StringComparison.Ordinal).Replace("return 2", "return 4", StringComparison.Ordinal);

        CSharpCompilation first = Compiler.Compile(With);

        PipelineRun run = PipelineRun.Between(first, first.ReplaceSyntaxTree(first.SyntaxTrees[0], Compiler.Parse(edited, path: "File0.cs")));

        Assert.True(run.KeptScope);
        run.AssertNothingRecomputed();
    }

    [Fact]
    public void A_kernel_moved_in_its_file_is_read_where_it_stands_when_something_else_changes_after_it()
    {
        CSharpCompilation first = Compiler.Compile(Sized, "namespace App; class Sizes { public const int N = 16; }");
        CSharpCompilation moved = first.ReplaceSyntaxTree(first.SyntaxTrees[0], Compiler.Parse("// moved\n" + Sized, path: "File0.cs"));
        CSharpCompilation resized = moved.ReplaceSyntaxTree(
            moved.SyntaxTrees[1], Compiler.Parse("namespace App; class Sizes { public const int N = 17; }", path: "File1.cs"));

        AssertSeen(moved, resized);
    }

    [Fact]
    public void Another_set_of_references_is_seen()
    {
        CSharpCompilation complete = Compiler.Compile(Kernel);
        MetadataReference runtime = complete.References.Single(reference => Path.GetFileName(reference.Display) == "AttnGen.dll");

        AssertSeen(complete, complete.RemoveReferences(runtime));
        AssertSeen(complete.RemoveReferences(runtime), complete);
    }

    private static void AssertSeen(CSharpCompilation before, CSharpCompilation after)
    {
        IReadOnlyDictionary<string, string> anew = PipelineRun.Between(after, after).Texts;
        Assert.NotEqual(PipelineRun.Between(before, before).Texts, anew);

        PipelineRun run = PipelineRun.Between(before, after);
        Assert.False(run.KeptScope);
        Assert.Equal(anew, run.Texts);
    }
}
