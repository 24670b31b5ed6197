using AttnGen.Generator.Shape;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>Any class that may become a kernel can be opened again from the text that the generator keeps of it.</summary>
public sealed class TypeReaderTests
{
    private const string Kernel = "[AttnGen.AttentionShape(16, 8, 4)] ";

    [Theory]
    [InlineData(Kernel + "partial class Encoder { }", "", "partial class Encoder", "Encoder", "Encoder")]
    [InlineData("namespace A.B { " + Kernel + "sealed partial class Encoder { } }", "A.B", "partial class Encoder", "Encoder", "Encoder")]
    [InlineData(Kernel + "public partial record Encoder;", "", "partial record Encoder", "Encoder", "Encoder")]
    [InlineData(Kernel + "public sealed partial record class Encoder;", "", "partial record Encoder", "Encoder", "Encoder")]
    [InlineData(
        Kernel + "partial class Encoder<T, U> where T : struct where U : class, new() { }",
        "",
        "partial class Encoder<T, U>",
        "Encoder<T, U>",
        "Encoder")]
    [InlineData(
        "public static partial class A { " + Kernel + "private partial class Encoder { } }",
        "",
        "partial class A / partial class Encoder",
        "Encoder",
        "Encoder")]
    [InlineData(
        "public readonly ref partial struct A { public partial interface B { partial record C<T> { partial record struct D { "
        + Kernel + "internal partial class Encoder { } } } } }",
        "",
        "partial struct A / partial interface B / partial record C<T> / partial record struct D / partial class Encoder",
        "Encoder",
        "Encoder")]
    [InlineData(
        "namespace App { class NoteAttribute : System.Attribute; } "
        + "partial class A<T> where T : notnull { partial class A2<[App.Note] U> where U : T { "
        + Kernel + "partial class Encoder<V> { } } }",
        "",
        "partial class A<T> / partial class A2<U> / partial class Encoder<V>",
        "Encoder<V>",
        "Encoder")]
    [InlineData(
        "namespace @class.@namespace.Plain { partial struct @struct<@in> { " + Kernel + "partial class @static<@out, T> { } } }",
        "@class.@namespace.Plain",
        "partial struct @struct<@in> / partial class @static<@out, T>",
        "@static<@out, T>",
        "@static")]
    [InlineData(
        "namespace @async { partial class @record { " + Kernel + "partial class @await<@var> { } } }",
        "@async",
        "partial class @record / partial class @await<@var>",
        "@await<@var>",
        "@await")]
    [InlineData(
        "namespace app { partial class @outer<@item> { " + Kernel + "partial class @encoder { } } }",
        "app",
        "partial class @outer<@item> / partial class @encoder",
        "@encoder",
        "@encoder")]
    [InlineData(
        "namespace Größe.日本 { " + Kernel + "partial class Übersetzer { } }",
        "Größe.日本",
        "partial class Übersetzer",
        "Übersetzer",
        "Übersetzer")]
    public void A_type_is_opened_again(string source, string @namespace, string declarations, string name, string constructor)
    {
        var kernels = new List<KernelTarget>();
        CSharpCompilation compilation = Compiler.Compile(source);

        CSharpCompilation generated = Compiler.Generate(compilation, kernel =>
        {
            kernels.Add(kernel);
            return Reopened.Write(kernel);
        }).Compilation;

        TypeSpec type = Assert.Single(kernels).Type;
        Assert.Equal(@namespace, type.Namespace);
        Assert.Equal(declarations, string.Join(" / ", type.Declarations));
        Assert.Equal(name, type.Name);
        Assert.Equal(constructor, type.Constructor);
        Compiler.AssertCompiles(generated);
    }

    [Fact]
    public void Two_types_of_one_name_in_two_namespaces_are_two_kernels()
    {
        CSharpCompilation compilation = Compiler.Compile(
            "namespace A { " + Kernel + "partial class Encoder { } } namespace B { " + Kernel + "partial class Encoder { } }",
            Kernel + "partial class Encoder { }",
            Kernel + "partial class Encoder<T> { }",
            "partial class Model { " + Kernel + "partial class Encoder { } }");

        CSharpCompilation generated = Compiler.Generate(compilation, Reopened.Write).Compilation;

        Assert.Equal(4 + 5, generated.SyntaxTrees.Length);
        Compiler.AssertCompiles(generated);
    }

    [Fact]
    public async Task A_class_in_several_files_is_one_kernel()
    {
        CSharpCompilation compilation = Compiler.Compile(
            "partial class Model { partial class Encoder { } }", "partial class Model { " + Kernel + "partial class Encoder { } }");

        CSharpCompilation generated = Compiler.Generate(compilation, Reopened.Write).Compilation;

        Assert.Empty(await Compiler.AnalyzeAsync(generated));
        Assert.Equal(2 + 1, generated.SyntaxTrees.Length);
        Compiler.AssertCompiles(generated);
    }
}
