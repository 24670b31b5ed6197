using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>Whatever stands where a member or the constructor of the kernel must is said at that very member.</summary>
public sealed class MemberDiagnosticsTests
{
    private const string Declared = "the class declares it already";
    private const string Attribute = "[AttentionShape(16, 8, 4)] ";

    [Theory]
    [InlineData("public int [|Shape|] => 1;", "Shape")]
    [InlineData("private string [|Shape|] = \"\";", "Shape")]
    [InlineData("public void [|Shape|](int corners) { }", "Shape")]
    [InlineData("public void [|Shape|]<T>() { }", "Shape")]
    [InlineData("public enum [|Tier|] { Low }", "Tier")]
    [InlineData("public const int [|ScratchBytes|] = 1;", "ScratchBytes")]
    [InlineData("public event Action? [|Forward|];", "Forward")]
    [InlineData("public delegate void [|Attend|]();", "Attend")]
    [InlineData("public int [|Create|] { get; set; }", "Create")]
    [InlineData("public static Encoder [|Create|](AttentionWeights w) => null!;", "Create")]
    [InlineData("public void [|Forward|](ReadOnlySpan<float> x, Span<float> y, int l, Span<float> w) { }", "Forward")]
    [InlineData(
        "void [|Attend|](ReadOnlySpan<float> q, ReadOnlySpan<float> k, ReadOnlySpan<float> v, Span<float> y, int l, Span<float> w, int n) { }",
        "Attend")]
    public Task A_member_that_the_kernel_has_is_reported(string member, string name) => Mistake.IsReportedAsync(
        Attribute + "public partial class Encoder { " + member + " }", "ATTN010", Message("Encoder", name, Declared));

    [Theory]
    [InlineData(
        "public [|Encoder|](AttentionWeights weights) { }", "Encoder(AttentionWeights)", "Remove yours, or give it other parameters")]
    [InlineData("static AttentionShape IAttentionKernel<Encoder>.[|Shape|] => null!;", "IAttentionKernel.Shape", "Remove yours")]
    [InlineData(
        "void IAttentionKernel<Encoder>.[|Forward|](ReadOnlySpan<float> x, Span<float> y, AttentionArguments a) { }",
        "IAttentionKernel.Forward",
        "Remove yours")]
    public Task A_member_that_cannot_be_renamed_is_to_be_removed(string member, string name, string repair) => Mistake.IsReportedAsync(
        Attribute + "public partial class Encoder { " + member + " }", "ATTN010", Message("Encoder", name, Declared, repair));

    [Fact]
    public Task A_member_in_another_declaration_is_reported_there() => Mistake.IsReportedAsync(
        Attribute + "public partial class Encoder { } partial class Encoder { int [|Tier|] => 3; }",
        "ATTN010",
        Message("Encoder", "Tier", Declared));

    [Fact]
    public Task Forward_of_cross_attention_has_other_parameters() => Mistake.IsReportedAsync(
        "[AttentionShape(16, 8, 4, ContextWidth = 8)] public partial class Encoder "
        + "{ public void [|Forward|](ReadOnlySpan<float> x, Span<float> y, ReadOnlySpan<float> c, int l, Span<float> w, int n) { } "
        + "public void Forward(ReadOnlySpan<float> x, Span<float> y, int l, Span<float> w) { } }",
        "ATTN010",
        Message("Encoder", "Forward", Declared));

    [Theory]
    [InlineData("Shape")]
    [InlineData("Forward")]
    [InlineData("Attend")]
    [InlineData("Create")]
    public Task A_class_named_like_a_member_is_reported(string name) => Mistake.IsReportedAsync(
        Attribute + $"public partial class [|{name}|] {{ }}", "ATTN010", Message(name, name, "it is the name of the class itself"));

    [Fact]
    public Task A_type_parameter_named_like_a_member_is_reported() => Mistake.IsReportedAsync(
        Attribute + "public partial class Encoder<[|Tier|]> { }",
        "ATTN010",
        Message("Encoder", "Tier", "it is the name of a type parameter"));

    [Theory]
    [InlineData("public int Shape => 1;", "Shape")]
    [InlineData("protected void Shape() { }", "Shape")]
    [InlineData("public static int ScratchBytes;", "ScratchBytes")]
    [InlineData("public void Forward(ReadOnlySpan<float> x, Span<float> y, int l, Span<float> w) { }", "Forward")]
    public Task A_member_that_is_inherited_is_reported_at_the_class(string member, string name) => Mistake.IsReportedAsync(
        $"public class Layer {{ {member} }} public class Block : Layer {{ }} {Attribute} public partial class [|Encoder|] : Block {{ }}",
        "ATTN010",
        Message("Encoder", name, "the class inherits it from 'Layer'"));

    [Theory]
    [InlineData("public float[] Forward(ReadOnlySpan<float> x) => x.ToArray();")]
    [InlineData("public void Forward(ReadOnlySpan<float> x, Span<float> y) { }")]
    [InlineData("public void Forward(ReadOnlySpan<float> x, Span<float> y, int l, ref Span<float> w) { }")]
    [InlineData("public void Forward(ReadOnlySpan<float> x, Span<float> y, ReadOnlySpan<float> c, int l, Span<float> w) { }")]
    [InlineData("public void Forward<T>(ReadOnlySpan<float> x, Span<float> y, int l, Span<float> w) { }")]
    [InlineData("public static Encoder Create(AttentionWeights weights, int seed) => new(weights);")]
    [InlineData("public static Encoder Create(int seed) => new(seed); public Encoder(int seed) : this(new AttentionWeights()) { }")]
    [InlineData("public int Tiers => 1; public int shape = 2; static Encoder() { }")]
    public Task Overloads_and_other_names_are_welcome(string member) =>
        Mistake.IsAbsentAsync(Attribute + "public partial class Encoder { " + member + " }");

    [Fact]
    public Task A_private_member_of_a_base_class_is_no_matter() => Mistake.IsAbsentAsync(
        "public class Layer { private int Shape => 1; internal void Forward(int x) { } } "
        + Attribute + "public partial class Encoder : Layer { }");

    [Fact]
    public async Task The_kernel_s_own_members_are_not_taken_for_the_user_s()
    {
        const string source = "using AttnGen; [AttentionShape(16, 8, 4)] public partial class Encoder { }";
        GeneratedProject generated = Compiler.Generate(Compiler.Compile(source));

        Assert.Empty(await Compiler.AnalyzeAsync(generated.Compilation));

        // In a file of the user's, the very same members are mistakes.
        string kernel = generated.Result.GeneratedSources.Single().SourceText.ToString();
        string user = kernel.Replace("// <auto-generated/>", "", StringComparison.Ordinal);
        Assert.NotEqual(kernel, user);
        string[] ids = [.. (await Compiler.AnalyzeAsync(Compiler.Compile(source, user))).Select(one => one.Id)];
        Assert.Equal(Enumerable.Repeat("ATTN010", 9), ids);
    }

    private static string Message(string type, string member, string reason, string repair = "Rename yours") =>
        $"The kernel of '{type}' has a member '{member}', but {reason}. {repair}.";
}
