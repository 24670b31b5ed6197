using System.Globalization;
using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Problems;
using AttnGen.Tests.Samples;
using Xunit;

namespace AttnGen.Tests.Runtime.Safetensors;

/// <summary>
/// From a model's file on disk to the output of a generated kernel: layers of real sizes, under each model's names and in each element
/// type, held against the reference with the weights that were written.
/// </summary>
public sealed class SafetensorsForwardTests
{
    private const int Layers = 3;
    private const int Layer = 1;

    // How far the output may be off for rounding in the kernel, and how far it must be off at least if other weights were read.
    private const double Tolerance = 2e-6;
    private const double OtherWeights = 1e-2;

    private static readonly string[] s_types = ["F32", "F16", "BF16", "F64"];

    private static readonly Dictionary<string, (AttentionShape Shape, AttentionTensorNames Names)> s_models = new()
    {
        ["MiniLM"] = (
            new(32, 384, 32) { Heads = 12, Bias = true, OutputProjection = true },
            AttentionTensorNames.Bert.WithPrefix("bert.")),
        ["Llama"] = (
            new(24, 288, 48)
            {
                Heads = 6, KeyValueHeads = 2, OutputProjection = true, Causal = CausalAlignment.TopLeft, Rope = RopePairing.HalfSplit,
            },
            AttentionTensorNames.Llama),
        ["Pythia"] = (
            new(20, 128, 32)
            {
                Heads = 4, Bias = true, OutputProjection = true, Causal = CausalAlignment.TopLeft, Rope = RopePairing.HalfSplit, RopeWidth = 8,
            },
            AttentionTensorNames.GptNeoX),
        ["DeiT"] = (new(197, 192, 64) { Heads = 3, Bias = true, OutputProjection = true }, AttentionTensorNames.VisionTransformer),
        ["GPT-2"] = (
            new(16, 96, 24) { Heads = 4, Bias = true, OutputProjection = true, Causal = CausalAlignment.TopLeft }, AttentionTensorNames.Gpt2),
        ["Cross"] = (
            new(10, 96, 24) { Heads = 4, Bias = true, OutputProjection = true, KeyValueLength = 33, ContextWidth = 56 },
            AttentionTensorNames.MultiheadAttention.WithPrefix("decoder.{layer}.cross.") with
            {
                QueryKeyValue = null,
                Query = "decoder.{layer}.cross.q_proj_weight",
                Key = "decoder.{layer}.cross.k_proj_weight",
                Value = "decoder.{layer}.cross.v_proj_weight",
            }),
    };

    private static readonly Lazy<KernelSet> s_kernels = new(() => KernelSet.Compile(
        "SafetensorsKernels", new CompilerSettings(), [.. s_models.Values.Select(model => model.Shape)]));

    public static TheoryData<string, string> Models =>
        [.. s_models.Keys.SelectMany(_ => s_types, (model, type) => (model, type))];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_layer_from_a_file_computes_what_the_reference_does(string model, string type)
    {
        (AttentionShape shape, AttentionTensorNames names) = s_models[model];
        using var folder = new TemporaryFolder();
        string path = folder.File("model.safetensors");
        var builder = new SafetensorsBuilder().Metadata("format", "pt").Tensor("position_ids", "I64", new byte[4096], 512);
        for (int layer = 0; layer < Layers; layer++)
        {
            AttentionTensorWriter.Write(builder, shape, AttentionWeights.CreateRandom(shape, seed: layer), names.ForLayer(layer), type);
        }

        File.WriteAllBytes(path, builder.Build());
        AttentionWeights weights;
        using (SafetensorsFile file = SafetensorsFile.Open(path))
        {
            weights = file.ReadAttention(shape, names.ForLayer(Layer));
        }

        float[] x = Tokens(shape.InputLength, seed: 1);
        float[] context = shape.IsCrossAttention ? Tokens(shape.ContextLength, seed: 2) : [];
        var arguments = new AttentionArguments { Context = context };
        var output = new float[shape.OutputLength];
        s_kernels.Value[shape].Forward(weights, x, output, arguments);

        AttentionWeights written = Rounded(AttentionWeights.CreateRandom(shape, seed: Layer), type);
        double error = Distance(AttentionReference.Forward(shape, written, x, arguments), output);
        Assert.True(error <= Tolerance, string.Create(CultureInfo.InvariantCulture, $"{model} {type}: off by {error:E2} of the magnitude."));
        for (int layer = 0; layer < Layers; layer++)
        {
            AttentionWeights others = AttentionWeights.CreateRandom(shape, seed: layer);
            Assert.Equal(layer != Layer, Distance(AttentionReference.Forward(shape, others, x, arguments), output) > OtherWeights);
        }
    }

    private static float[] Tokens(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)((random.NextDouble() * 4) - 2))];
    }

    private static AttentionWeights Rounded(AttentionWeights weights, string type)
    {
        return WeightTools.With(
            weights,
            Round(weights.Query),
            Round(weights.Key),
            Round(weights.Value),
            Round(weights.Output),
            Round(weights.QueryBias),
            Round(weights.KeyBias),
            Round(weights.ValueBias),
            Round(weights.OutputBias));

        float[] Round(ReadOnlyMemory<float> values) => Array.ConvertAll(values.ToArray(), value => ElementBytes.Rounded(type, value));
    }

    /// <summary>The largest difference, as a share of the largest number.</summary>
    private static double Distance(double[] reference, float[] actual)
    {
        Assert.Equal(reference.Length, actual.Length);
        double magnitude = reference.Max(Math.Abs);
        return reference.Zip(actual, (expected, value) => Math.Abs(expected - value)).Max() / magnitude;
    }
}
