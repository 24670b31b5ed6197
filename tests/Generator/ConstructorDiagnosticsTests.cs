using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>Whatever keeps the generated constructor from being written, or lets another one go around it, is reported.</summary>
public sealed class ConstructorDiagnosticsTests
{
    private const string Attribute = "[AttentionShape(16, 8, 4)] ";

    [Theory]
    [InlineData("public partial class Encoder[|(string name)|] { public string Name => name; }")]
    [InlineData("public partial class Encoder[|()|] { }")]
    [InlineData("public partial record Encoder[|(string Name)|];")]
    [InlineData("public partial class Encoder[|(string name)|] { public string Name => name; public Encoder() : this(\"\") { } }")]
    public Task A_primary_constructor_is_reported(string declaration) => Mistake.IsReportedAsync(
        Attribute + declaration,
        "ATTN011",
        Message("every constructor would have to call the primary one", "Declare properties in its stead"));

    [Theory]
    [InlineData("public class Layer { public Layer(int index) { } }")]
    [InlineData("public class Layer(int index) { public int Index => index; }")]
    [InlineData("public class Layer { private Layer() { } protected Layer(string name, int index = 0) { } }")]
    public Task A_base_class_without_a_constructor_for_it_is_reported(string layer) => Mistake.IsReportedAsync(
        layer + Attribute + "public partial class [|Encoder|] : Layer { }",
        "ATTN011",
        Message(
            "the base class 'Layer' has no constructor that can be called without arguments",
            "Give it one, or hold it in a field instead"));

    [Theory]
    [InlineData("public class Layer { }")]
    [InlineData("public abstract class Layer { protected Layer() { } }")]
    [InlineData("public class Layer(int index = 0) { public int Index => index; }")]
    [InlineData("public class Layer(params int[] sizes) { public int[] Sizes => sizes; }")]
    [InlineData("public class Layer { internal Layer() { } public Layer(int index) { } }")]
    public Task Any_other_base_class_is_welcome(string layer) =>
        Mistake.IsAbsentAsync(layer + Attribute + "public partial class Encoder : Layer { }");

    [Theory]
    [InlineData("public required string [|Name|] { get; init; }")]
    [InlineData("public required string [|Name|];")]
    public Task A_required_member_is_reported(string member) => Mistake.IsReportedAsync(
        Attribute + "public partial class Encoder { " + member + " }", "ATTN011", RequiredMessage);

    [Fact]
    public Task A_required_member_of_a_base_class_is_reported_at_the_class() => Mistake.IsReportedAsync(
        "public class Layer { public required string Name { get; init; } } " + Attribute + "public partial class [|Encoder|] : Layer { }",
        "ATTN011",
        RequiredMessage);

    [Theory]
    [InlineData("public [|Encoder|]() { }", "Encoder.Encoder()")]
    [InlineData("private [|Encoder|](string name) : base() { }", "Encoder.Encoder(string)")]
    [InlineData("public [|Encoder|](Encoder original) { }", "Encoder.Encoder(Encoder)")]
    [InlineData("public Encoder(int seed) : this(seed + 0.5) { } [|Encoder|](double seed) { }", "Encoder.Encoder(double)")]
    public Task A_constructor_that_bypasses_the_weights_is_reported(string constructors, string name) => Mistake.IsReportedAsync(
        Attribute + "public partial class Encoder { " + constructors + " }",
        "ATTN012",
        $"The constructor '{name}' makes a kernel without weights. Let it call the generated one: ': this(weights)'.");

    [Fact]
    public Task A_copy_constructor_of_a_record_is_reported() => Mistake.IsReportedAsync(
        Attribute + "public partial record Encoder { protected [|Encoder|](Encoder original) { } }",
        "ATTN012",
        "The constructor 'Encoder.Encoder(Encoder)' makes a kernel without weights. Remove it: the compiler's own copies them.");

    [Fact]
    public Task A_constructor_that_calls_the_generated_one_is_welcome() => Mistake.IsAbsentAsync(
        Attribute + "public partial class Encoder { public Encoder(AttentionWeights weights, string name) : this(weights) => Name = name; "
        + "public Encoder(AttentionWeights weights, int layer) : this(weights, layer.ToString()) { } "
        + "public string Name { get; } = \"\"; static Encoder() { } }");

    private static string RequiredMessage => Message(
        "it could not set the required member 'Name'",
        "Remove 'required'; a constructor of your own that calls this(weights) can take it");

    private static string Message(string reason, string repair) =>
        $"'Encoder' cannot have the constructor that takes its weights: {reason}. {repair}.";
}
