using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Features.Modifiers;
using Xunit;

namespace AttnGen.Tests.Kernels.Features;

/// <summary>Rules of the user's own for scores, and the data that calls bring for them.</summary>
[Trait("Category", "Kernels")]
public sealed class ScoreModifierTests
{
    private static readonly AttentionShape s_documents = new(37, 24, 8) { Heads = 3, Modifier = ScoreModifier.Of<DocumentMask>() };

    public static TheoryData<string> Modified => [.. FeatureKernels.ModifiedNames];

    [Theory]
    [MemberData(nameof(Modified))]
    public void A_modifier_computes_what_it_does_in_the_reference(string className) => new FeatureCase(FeatureKernels.Modified[className], FeatureKernels.Seed).Run();

    [Theory]
    [InlineData(0)]
    [InlineData(36)]
    [InlineData(38)]
    public void Data_of_another_length_is_refused(int length)
    {
        string message = $"modifierData must hold DocumentMask.DataLength = 37 floats, but holds {length}.";
        Kernel kernel = FeatureKernels.Modified[s_documents];
        Action[] calls =
        [
            () => Attend(kernel, new AttentionArguments { ModifierData = new float[length] }),
            () => Forward(kernel, new AttentionArguments { ModifierData = new float[length] }),
            () => Reference(kernel.Shape, new AttentionArguments { ModifierData = new float[length] }),
        ];
        Assert.All(calls, call =>
        {
            ArgumentException refusal = Assert.Throws<ArgumentException>("modifierData", call);
            Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Data_for_a_rule_that_takes_none_is_refused()
    {
        Kernel kernel = FeatureKernels.Modified[s_documents with { Modifier = ScoreModifier.Of<DistancePenalty>() }];
        Action[] calls =
        [
            () => Attend(kernel, new AttentionArguments { ModifierData = new float[1] }),
            () => Forward(kernel, new AttentionArguments { ModifierData = new float[1] }),
            () => Reference(kernel.Shape, new AttentionArguments { ModifierData = new float[1] }),
            () => Reference(kernel.Shape with { Modifier = null }, new AttentionArguments { ModifierData = new float[1] }),
        ];
        Assert.All(calls, call => Assert.Throws<ArgumentException>("modifierData", call));
    }

    [Fact]
    public void Data_may_not_share_memory_with_the_output()
    {
        Kernel kernel = FeatureKernels.Modified[s_documents];
        AttentionShape shape = kernel.Shape;
        float[] memory = new float[shape.AttendOutputLength];

        Assert.Throws<ArgumentException>("output", () => kernel.Attend(
            new float[shape.QueryLength], new float[shape.KeyLength], new float[shape.ValueLength], memory, new AttentionArguments { ModifierData = memory.AsSpan(0, 37) }));
    }

    [Fact]
    public void A_call_with_data_allocates_nothing()
    {
        Kernel kernel = FeatureKernels.Modified[s_documents];
        AttentionShape shape = kernel.Shape;
        float[] query = new float[shape.QueryLength], key = new float[shape.KeyLength], value = new float[shape.ValueLength];
        float[] output = new float[shape.AttendOutputLength], data = new float[37];
        kernel.Attend(query, key, value, output, new AttentionArguments { ModifierData = data });

        long before = GC.GetAllocatedBytesForCurrentThread();
        kernel.Attend(query, key, value, output, new AttentionArguments { ModifierData = data });

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Attend(Kernel kernel, AttentionArguments arguments)
    {
        AttentionShape shape = kernel.Shape;
        kernel.Attend(
            new float[shape.QueryLength], new float[shape.KeyLength], new float[shape.ValueLength], new float[shape.AttendOutputLength], arguments);
    }

    private static void Forward(Kernel kernel, AttentionArguments arguments) => kernel.Forward(
        AttentionWeights.CreateRandom(kernel.Shape, seed: 1), new float[kernel.Shape.InputLength], new float[kernel.Shape.OutputLength], arguments);

    private static void Reference(AttentionShape shape, AttentionArguments arguments) => AttentionReference.Attend(
        shape, new float[shape.QueryLength], new float[shape.KeyLength], new float[shape.ValueLength], arguments);
}
