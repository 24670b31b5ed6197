using AttnGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace AttnGen.Tests.Documentation;

/// <summary>
/// Compiles the C# of every page, each block as a file of its own in a new project. The pages of the diagnostics show mistakes and have
/// tests of their own.
/// </summary>
public sealed class DocumentedCodeTests
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public static TheoryData<string> Pages =>
        [.. MarkdownPages.All.Where(page => !page.StartsWith("docs/diagnostics/ATTN", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_code_of_a_page_compiles(string page)
    {
        foreach (MarkdownCode block in Blocks(page))
        {
            try
            {
                Compile(block.Code);
            }
            catch (InvalidOperationException exception)
            {
                Assert.Fail($"{page}, line {block.Line}: {exception.Message}");
            }
        }
    }

    [Fact]
    public void The_first_program_of_the_readme_runs()
    {
        MarkdownCode first = Blocks("README.md").First();
        Assert.True(Parse(first.Code).Members.OfType<GlobalStatementSyntax>().Any(), "It is no program.");

        System.Reflection.Assembly program = System.Reflection.Assembly.Load(Compile(first.Code));

        object?[] arguments = program.EntryPoint!.GetParameters().Length == 0 ? [] : [Array.Empty<string>()];
        program.EntryPoint.Invoke(null, arguments);
    }

    [Fact]
    public void The_message_that_the_readme_quotes_is_what_its_program_s_kernel_says()
    {
        string readme = MarkdownPages.Read("README.md");
        string quoted = readme.Split('`').Single(code => code.StartsWith("x must hold ", StringComparison.Ordinal)).ReplaceLineEndings(" ");
        Kernel kernel = Kernel.Of(System.Reflection.Assembly.Load(Compile(Blocks("README.md").First().Code)).GetType("Encoder")!);
        KernelFace face = kernel.ThroughClass(AttentionWeights.CreateRandom(kernel.Shape, seed: 1));

        ArgumentException refusal = Assert.Throws<ArgumentException>(
            () => face.Forward(new float[100], new float[kernel.Shape.OutputLength], default, null, default));

        Assert.StartsWith(quoted, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_quick_start_is_the_first_program_of_the_readme() =>
        Assert.Equal(Blocks("README.md").First().Code, Blocks("docs/quick-start.md").First().Code);

    /// <summary>Whatever else is marked as a fragment would escape the compiler.</summary>
    [Fact]
    public void The_only_fragment_is_the_one_that_the_tests_of_its_page_look_for() => Assert.Equal(
        ["docs/one-plan.md"], Pages.Select(page => page.Data).Where(page => MarkdownCode.Read(MarkdownPages.Read(page)).Any(block => block.IsFragment)));

    [Fact]
    public void A_block_that_does_not_compile_is_found()
    {
        Assert.Throws<InvalidOperationException>(() => Compile("int n = \"text\";"));
        Compile("System.Console.WriteLine(Enumerable.Range(0, 3).Sum());");
    }

    [Fact]
    public void Blocks_are_found_with_their_lines_and_words()
    {
        const string Page = "# T\n```csharp\nint a;\n```\n\n```\nplain\n```\n\n- item\n  ```csharp fragment\n  b\n  ```\n```xml\n<a/>\n```\n";

        IReadOnlyList<MarkdownCode> blocks = MarkdownCode.Read(Page);

        Assert.Equal([new MarkdownCode(2, "", "int a;\n"), new MarkdownCode(11, "fragment", "  b\n")], blocks);
        Assert.Equal([false, true], blocks.Select(block => block.IsFragment));
        Assert.Throws<FormatException>(() => MarkdownCode.Read("```csharp\nint a;\n"));
    }

    private static IEnumerable<MarkdownCode> Blocks(string page) =>
        MarkdownCode.Read(MarkdownPages.Read(page)).Where(block => !block.IsFragment);

    private static byte[] Compile(string code)
    {
        bool isProgram = Parse(code).Members.OfType<GlobalStatementSyntax>().Any();
        var settings = new CompilerSettings
        {
            Documentation = false,
            Tensors = code.Contains("System.Numerics.Tensors", StringComparison.Ordinal),
            Output = isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
        };
        return KernelCompiler.Compile("Documented", settings, ImplicitUsings, code);
    }

    private static CompilationUnitSyntax Parse(string code) => SyntaxFactory.ParseCompilationUnit(code);
}
