using System.Text;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>A generated file has the full name of its type, and no other type's.</summary>
public sealed class HintNameTests
{
    private const string Kernel = "[AttnGen.AttentionShape(16, 8, 4)] ";

    [Theory]
    [InlineData(Kernel + "partial class Encoder { }", "Encoder.g.cs")]
    [InlineData("namespace A.B { " + Kernel + "partial class Encoder { } }", "A.B.Encoder.g.cs")]
    [InlineData("namespace A { partial class B<T> { partial struct C { " + Kernel + "partial class D<U, V> { } } } }", "A.B`1+C+D`2.g.cs")]
    [InlineData("namespace @class { " + Kernel + "partial class @static { } }", "class.static.g.cs")]
    [InlineData("namespace Größe { " + Kernel + "partial class Übersetzer { } }", "Größe.Übersetzer.g.cs")]
    public void A_name_is_the_full_metadata_name(string source, string expected) => Assert.Equal([expected], Names(source));

    // The hashes were worked out by another program: they must not depend on the process or the machine.
    [Fact]
    public void Names_that_differ_in_case_alone_have_a_hash_each()
    {
        string[] names = Names(
            Kernel + "partial class Encoder { } " + Kernel + "partial class encoder { } " + Kernel + "partial class Other { }");

        Assert.Equal(["Encoder-b294098572fd8f8f.g.cs", "encoder-8b21471fd8aec12f.g.cs", "Other.g.cs"], names);
    }

    [Theory]
    [InlineData("namespace App { K } namespace APP { K }")]
    [InlineData("partial class Model { K } partial class MODEL { K }")]
    [InlineData("namespace A.B { partial struct C { K } } namespace a.b { partial struct C { K } }")]
    public void Names_that_differ_in_the_case_of_what_is_around_them_are_two_files(string source)
    {
        string[] names = Names(source.Replace("K", Kernel + "partial class Encoder { }", StringComparison.Ordinal));

        Assert.Equal(2, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("", 'N', 100)]
    [InlineData("", '日', 100)]
    [InlineData("N", '日', 98)]
    public void A_long_name_is_cut_and_has_a_hash(string first, char letter, int bytes)
    {
        string space = first + new string(letter, 120);
        string[] names = Names(
            $"namespace {space} {{ {Kernel}partial class Encoder {{ }} {Kernel}partial class Decoder {{ }} }} "
            + $"namespace B {{ {Kernel}partial class C {{ }} }}");

        Assert.Equal(3, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names[..2], name => Assert.Equal(bytes, Encoding.UTF8.GetByteCount(name)));
        Assert.All(names[..2], name => Assert.Matches($"^{first}{letter}+-[0-9a-f]{{16}}\\.g\\.cs$", name));
        Assert.Equal("B.C.g.cs", names[2]);
    }

    [Fact]
    public void The_longest_name_that_fits_is_whole()
    {
        string name = new('N', 95);

        Assert.Equal([name + ".g.cs"], Names(Kernel + $"partial class {name} {{ }}"));
        Assert.NotEqual([name + "N.g.cs"], Names(Kernel + $"partial class {name}N {{ }}"));
    }

    private static string[] Names(string source)
    {
        GeneratorRunResult generated = Compiler.Generate(Compiler.Compile(source), _ => "").Result;
        Assert.Null(generated.Exception);
        return [.. generated.GeneratedSources.Select(one => one.HintName)];
    }
}
