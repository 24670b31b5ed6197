using System.Reflection;
using AttnGen.Generator.Shape;
using AttnGen.Generator.Shape.Rules;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>Generator and runtime read the same attribute to the same shape, and no shape that the rules let through overflows.</summary>
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
        new AttentionShapeAttribute(16, 8, 5)
        {
            Heads = 3,
            DV = 7,
            KeyValueLength = 11,
            ContextWidth = 13,
            Bias = true,
            OutputProjection = true,
            OutputWidth = 17,
            Scale = 0.3,
            Layout = HeadLayout.HeadMajor,
        },
        Read(
            "dK: 5, n: 16, dModel: 8, Heads = 3, DV = 7, KeyValueLength = 11, ContextWidth = 13, Bias = true, OutputProjection = true, "
            + "OutputWidth = 17, Scale = 0.3, Layout = HeadLayout.HeadMajor"));

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

    [Fact]
    public void No_length_of_a_shape_that_passes_overflows()
    {
        int[] tokens = [1, 1000, 65_536, 1 << 20];
        int[] widths = [1, 100, 4096, 65_536];
        int[] sizes = [1, 64, 1000, 65_536];
        int[] counts = [1, 12];
        int passed = 0;
        int refused = 0;

        var requests =
            from n in tokens from keys in tokens from dModel in widths from context in widths from dK in sizes from dV in sizes
            from heads in counts from output in widths
            select new ShapeRequest(n, dModel, dK)
            {
                KeyValueLength = keys, ContextWidth = context, DV = dV, Heads = heads, OutputProjection = true, OutputWidth = output,
            };
        foreach (ShapeRequest request in requests)
        {
            if (!SpecRules.Check(request).IsEmpty)
            {
                refused++;
                continue;
            }

            passed++;
            AttentionSpec spec = request.ToSpec();
            var shape = new AttentionShape(spec.N, spec.DModel, spec.DK)
            {
                Heads = spec.Heads,
                DV = spec.DV,
                KeyValueLength = spec.KeyValueLength,
                ContextWidth = spec.ContextWidth,
                OutputProjection = true,
                OutputWidth = spec.OutputWidth,
            };
            int[] lengths =
            [
                shape.InputLength, shape.ContextLength, shape.OutputLength, shape.QueryLength, shape.KeyLength, shape.ValueLength,
                shape.AttendOutputLength, checked(spec.DModel * spec.QueryWidth), checked(spec.ContextWidth * (spec.QueryWidth + spec.ValueWidth)),
                checked(spec.ValueWidth * spec.OutputWidth),
            ];
            Assert.All(lengths, length => Assert.True(length > 0, $"{spec}"));
        }

        Assert.True(passed > 1000 && refused > 1000, $"{passed} passed, {refused} refused");
    }

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
            object value = typeof(AttentionSpec).GetProperty(property.Name)!.GetValue(actual)!;

            // The generator has an enum of its own, compiled from the same file.
            Assert.Equal(property.GetValue(expected)!.ToString(), value.ToString());
        }
    }
}
