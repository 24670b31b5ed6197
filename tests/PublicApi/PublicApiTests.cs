using System.Xml.Linq;
using AttnGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AttnGen.Tests.PublicApi;

/// <summary>
/// The public face is frozen: whoever means to change it writes the files beside this one anew, with
/// <c>dotnet run -c Release --project tests -- api</c>, and the change shows in the commit.
/// </summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Names => [.. Baseline.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_surface_is_that_of_the_file(string name)
    {
        string[] frozen = File.ReadAllLines(Baseline.PathOf(name));
        string[] now = Baseline.Text(name).TrimEnd('\n').Split('\n');

        Assert.True(
            frozen.SequenceEqual(now),
            "Gone:\n" + string.Join('\n', frozen.Except(now)) + "\nNew:\n" + string.Join('\n', now.Except(frozen))
            + "\nIf that is meant: dotnet run -c Release --project tests -- api");
    }

    [Fact]
    public void Every_member_of_a_kernel_says_what_it_is_and_what_its_parameters_are()
    {
        ISymbol[] symbols = [.. Baseline.Symbols("Kernel")];

        Assert.True(symbols.Length > 20);
        Assert.All(symbols, symbol =>
        {
            XElement documentation = Documentation(symbol);
            Assert.False(string.IsNullOrWhiteSpace(documentation.Element("summary")?.Value), $"{symbol} has no summary.");
            foreach (IParameterSymbol parameter in symbol is IMethodSymbol method ? method.Parameters : [])
            {
                Assert.True(
                    documentation.Elements("param").Any(one => one.Attribute("name")!.Value == parameter.Name && one.Value.Length > 0),
                    $"{symbol} does not say what {parameter.Name} is.");
            }
        });
    }

    [Theory]
    [InlineData("AttnGen", typeof(AttentionShape))]
    [InlineData("AttnGen.Tensors", typeof(KernelTensors))]
    public void Every_public_member_of_a_library_is_in_its_documentation_file(string name, Type type)
    {
        var file = XDocument.Load(Path.ChangeExtension(type.Assembly.Location, ".xml"));
        HashSet<string> documented =
        [
            .. file.Descendants("member").Where(member => member.Element("summary")?.Value.Trim().Length > 0 || member.Element("inheritdoc") is not null)
                .Select(member => member.Attribute("name")!.Value),
        ];
        ISymbol[] symbols = [.. Baseline.Symbols(name).Where(symbol => !IsWrittenByTheCompiler(symbol))];

        Assert.NotEmpty(symbols);
        Assert.All(symbols, symbol => Assert.Contains(symbol.GetDocumentationCommentId()!, documented));
    }

    private static XElement Documentation(ISymbol symbol) =>
        symbol.GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken) is { Length: > 0 } xml
            ? XElement.Parse(xml)
            : new XElement("member");

    // The members of a record that nobody declares, the constructor of a class that declares none, and the block around extensions: a comment
    // can stand at none of them, or says nothing.
    private static bool IsWrittenByTheCompiler(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { ContainingType.IsRecord: true, Name: "Deconstruct" or ".ctor" or "<Clone>$" } => true,
        IMethodSymbol { ContainingType.IsRecord: true } => symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute"),
        IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0 } => true,
        INamedTypeSymbol { TypeKind: TypeKind.Extension } => true,
        _ => false,
    };
}
