using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Features;
using Xunit;

namespace AttnGen.Tests.Kernels.Doubles;

/// <summary>What scores go through, in kernels of doubles: what it computes, as for floats, and that it is as precise as doubles are.</summary>
[Trait("Category", "Kernels")]
public sealed class DoubleFeatureTests
{
    private const int Seed = 20_261_127;
    private const int CombinationCount = 10;

    /// <summary>Some roundings of a double, of scores that are a few units large and sums of hundreds of terms.</summary>
    private const double Tolerance = 2e-14;

    private static readonly AttentionShape[] s_shapes =
    [
        .. FeatureShapes.Alone.Where((_, place) => place % 2 == 0)
            .Append(new AttentionShape(37, 24, 8) { Heads = 3, Alibi = true, Sink = SinkKind.Learned, LogSumExp = true, Scores = ScoreStage.Masked })
            .Append(new AttentionShape(2, 24, 8) { KeyValueLength = 600, LogSumExp = true, Scores = ScoreStage.Masked, Mask = MaskKind.Additive })
            .Concat(FeatureShapes.Modified.Where((_, place) => place % 3 == 0))
            .Select(shape => shape with { Element = ElementType.Float64 })
            .Concat(FeatureShapes.Random(CombinationCount, Seed).Select(FeatureShapes.InDoubles)),
    ];

    private static readonly DoubleKernelSet s_kernels = new("DoubleFeatureKernels", s_shapes);

    /// <summary>All that these tests call, compiled when it is asked for.</summary>
    internal static DoubleKernelSet Set => s_kernels;

    public static TheoryData<string> Names => s_kernels.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_feature_computes_what_the_reference_does(string className)
    {
        DoubleKernel kernel = s_kernels[className];
        new FeatureCase(new WidenedKernel(kernel.GetType(), kernel), Seed).Run();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_as_precise_as_doubles_are(string className)
    {
        DoubleKernel kernel = s_kernels[className];
        AttentionShape shape = kernel.Shape;
        var problem = new DoubleProblem(shape, Seed);
        var random = new Random(Seed);
        int keys = shape.KeyValueLength;
        float[] Floats(bool given, int length) => [.. Enumerable.Range(0, given ? length : 0).Select(_ => (float)((random.NextDouble() * 2) - 1))];
        float[] mask = Floats(shape.Mask == MaskKind.Additive, shape.N * keys);
        bool[] seen = [.. Floats(shape.Mask == MaskKind.Boolean, keys).Select(number => number > -0.5f)];
        float[] bias = Floats(shape.RelativeBias, shape.RelativeBias ? shape.RelativeBiasLength : 0);
        float[] sink = Floats(shape.Sink == SinkKind.Learned, shape.Heads);
        float[] data = [.. Enumerable.Range(0, shape.Modifier?.DataLength(shape) ?? 0).Select(_ => (float)random.Next(3))];
        double[] expected = AttentionReference.Attend(shape, problem.Query, problem.Key, problem.Value, new AttentionArguments
        {
            AdditiveMask = mask,
            BooleanMask = seen,
            RelativeBias = bias,
            Sink = sink,
            ModifierData = data,
        });

        var output = new double[expected.Length];
        var weights = new double[shape.AttentionWeightsLength];
        var logs = new double[shape.LogSumExp ? shape.LogSumExpLength : 0];
        var scores = new double[shape.Scores == ScoreStage.None ? 0 : weights.Length];
        kernel.Attend(problem.Query, problem.Key, problem.Value, output, new AttentionArguments<double, double>
        {
            AdditiveMask = Doubles(mask),
            BooleanMask = seen,
            RelativeBias = Doubles(bias),
            Sink = Doubles(sink),
            ModifierData = Doubles(data),
            AttentionWeights = weights,
            LogSumExp = logs,
            Scores = scores,
        });
        double magnitude = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(output[i] - expected[i]) <= Tolerance * magnitude, $"{kernel}: output [{i}] is {output[i]:R}, not {expected[i]:R}");
        }

        // A weight is e^(score − log-sum-exp), which needs all of them to be precise.
        for (int i = 0; shape.LogSumExp && shape.Scores == ScoreStage.Masked && i < weights.Length; i++)
        {
            double weight = Math.Exp(scores[i] - logs[i / keys]);
            Assert.True(
                Math.Abs(weights[i] - (double.IsNaN(weight) ? 0 : weight)) <= Tolerance, $"{kernel}: weight [{i}] is {weights[i]:R}, not {weight:R}");
        }
    }

    private static double[] Doubles(float[] floats) => Array.ConvertAll(floats, number => (double)number);
}
