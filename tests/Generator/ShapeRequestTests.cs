using System.Reflection;
using AttnGen.Generator.Shape;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>Generator and runtime read the same attribute to the same shape.</summary>
public sealed class ShapeRequestTests
{
    private static readonly PropertyInfo[] AttributeProperties =
        typeof(AttentionShapeAttribute).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly);

    [Fact]
    public void Every_property_of_the_attribute_has_its_place()
    {
        Assert.Equal(
            AttributeProperties.Select(property => property.Name).Order(),
            typeof(ShapeRequest).GetProperties(BindingFlags.Instance | BindingFlags.Public).Select(property => property.Name).Order());
        Assert.All(AttributeProperties, property => Assert.NotNull(typeof(AttentionSpec).GetProperty(property.Name)));
    }

    [Fact]
    public void What_is_left_out_has_the_default_of_the_attribute()
    {
        AssertEqual(new AttentionShapeAttribute(16, 8, 5), Read("16, 8, 5"));
        AssertEqual(new AttentionShapeAttribute(16, 8, 5) { Heads = 3 }, Read("16, 8, 5, Heads = 3"));
        AssertEqual(new AttentionShapeAttribute(16, 8, 5) { OutputProjection = true }, Read("16, 8, 5, OutputProjection = true"));
    }

    [Fact]
    public void What_is_given_is_read() => AssertEqual(
        new AttentionShapeAttribute(16, 8, 6)
        {
            Heads = 6,
            KeyValueHeads = 3,
            DV = 7,
            KeyValueLength = 11,
            ContextWidth = 13,
            Bias = true,
            OutputProjection = true,
            OutputWidth = 17,
            Scale = 0.3,
            Causal = CausalAlignment.BottomRight,
            Rope = RopePairing.HalfSplit,
            RopeTheta = 500_000,
            RopeWidth = 4,
            Layout = HeadLayout.HeadMajor,
            Element = ElementType.BFloat16,
        },
        Read(
            "dK: 6, n: 16, dModel: 8, Heads = 6, KeyValueHeads = 3, DV = 7, KeyValueLength = 11, ContextWidth = 13, Bias = true, "
            + "OutputProjection = true, OutputWidth = 17, Scale = 0.3, Causal = CausalAlignment.BottomRight, Rope = RopePairing.HalfSplit, "
            + "RopeTheta = 500_000, RopeWidth = 4, Layout = HeadLayout.HeadMajor, Element = ElementType.BFloat16"));

    [Theory]
    [InlineData("CacheCapacity = 40", 40, 40)]
    [InlineData("CacheCapacity = 0", 0, 16)]
    [InlineData("CacheCapacity = 0, KeyValueLength = 11", 0, 11)]
    public void The_keys_of_a_shape_with_a_cache_are_those_that_it_holds(string arguments, int capacity, int keys)
    {
        AttentionSpec spec = Read("16, 8, 5, " + arguments);

        Assert.Equal((capacity, keys), (spec.CacheCapacity, spec.KeyValueLength));
    }

    [Fact]
    public void The_default_scale_is_computed_in_double() => Assert.Equal(1 / Math.Sqrt(5), Read("16, 8, 5").Scale);

    [Theory]
    [InlineData("16, 8, 4", false)]
    [InlineData("16, 8, 4, KeyValueLength = 16", false)]
    [InlineData("16, 8, 4, KeyValueLength = 15", true)]
    [InlineData("16, 8, 4, ContextWidth = 8", true)]
    [InlineData("16, 8, 4, KeyValueLength = 16, ContextWidth = 9", true)]
    public void A_context_makes_it_cross_attention(string arguments, bool isCrossAttention) =>
        Assert.Equal(isCrossAttention, Read(arguments).IsCrossAttention);

    private static AttentionSpec Read(string arguments)
    {
        var specs = new List<AttentionSpec>();
        Compiler.Generate(Compiler.Compile($"using AttnGen; [AttentionShape({arguments})] partial class Encoder {{ }}"), kernel =>
        {
            specs.Add(kernel.Attention);
            return "";
        });
        return Assert.Single(specs);
    }

    private static void AssertEqual(AttentionShapeAttribute expected, AttentionSpec actual)
    {
        foreach (PropertyInfo property in AttributeProperties)
        {
            object? value = typeof(AttentionSpec).GetProperty(property.Name)!.GetValue(actual);

            // The generator has an enum of its own, compiled from the same file.
            Assert.Equal(property.GetValue(expected)?.ToString(), value?.ToString());
        }
    }
}
