using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Kernels;

/// <summary>
/// A shape whose attention weights no span holds, heads · n · keyValueLength beyond 2³¹ − 1: a kernel all the same, but without that
/// argument.
/// </summary>
[Trait("Category", "Kernels")]
public sealed class UnofferedWeightsTests
{
    private const int RealTokens = 5;

    private static readonly AttentionShape s_shape = new(50_000, 3, 2) { Bias = true };

    private static readonly Kernel s_kernel = KernelSet.Compile("UnofferedWeights", new CompilerSettings(), [s_shape])[s_shape];

    /// <summary>What these tests call, compiled by asking for it.</summary>
    internal static Kernel Kernel => s_kernel;

    [Fact]
    public void No_method_takes_the_weights_out()
    {
        Assert.True(s_shape.AttentionWeightsLength > int.MaxValue);
        Assert.DoesNotContain(
            s_kernel.Type.GetMethods().Where(method => method.Name is "Forward" or "Attend").SelectMany(method => method.GetParameters()),
            parameter => parameter.Name == "attentionWeights");
    }

    [Fact]
    public void Weights_that_are_asked_for_are_refused_by_name()
    {
        var memory = new float[s_shape.QueryLength];
        var output = new float[s_shape.OutputLength];
        KernelFace face = s_kernel.ThroughInterface(AttentionWeights.CreateRandom(s_shape, 1));
        var x = new float[s_shape.InputLength];

        Assert.Equal(
            "attentionWeights",
            Assert.Throws<ArgumentException>(() => face.Forward(x, output, default, RealTokens, new float[1])).ParamName);
        Assert.Equal(
            "attentionWeights",
            Assert.Throws<ArgumentException>(() => face.Attend(memory, memory, memory, output, RealTokens, new float[1])).ParamName);
    }

    [Fact]
    public void The_real_tokens_are_attended_to_as_in_a_shape_of_their_own()
    {
        var random = new Random(1);
        AttentionWeights weights = AttentionWeights.CreateRandom(s_shape, 1);
        var x = new float[s_shape.InputLength];
        foreach (ref float value in x.AsSpan())
        {
            value = random.NextSingle() - 0.5f;
        }

        var output = new float[s_shape.OutputLength];
        output.AsSpan().Fill(float.NaN);

        s_kernel.ThroughInterface(weights).Forward(x, output, default, RealTokens, default);

        AttentionShape small = s_shape with { N = RealTokens, KeyValueLength = RealTokens };
        double[] expected = AttentionReference.Forward(small, weights, x.AsSpan(0, small.InputLength));
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], output[i], 1e-5);
        }

        Assert.False(output.AsSpan(expected.Length).ContainsAnyExcept(0f));
    }
}
