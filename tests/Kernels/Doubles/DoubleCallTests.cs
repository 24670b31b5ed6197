using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Doubles;

/// <summary>Calls of kernels of doubles: what is refused, what a call allocates, and numbers that are not finite.</summary>
[Trait("Category", "Kernels")]
public sealed class DoubleCallTests
{
    // Logits of 10,000 have errors of some 1e-12, and so have their weights.
    private const double Tolerance = 1e-10;

    private static readonly AttentionShape s_cross = new(6, 10, 4)
    {
        Heads = 2,
        KeyValueLength = 9,
        Bias = true,
        Element = ElementType.Float64,
    };

    private static readonly AttentionShape s_turned =
        new(7, 8, 6) { KeyValueLength = 11, ContextWidth = 8, IsCrossAttention = true, Rope = RopePairing.Interleaved, Element = ElementType.Float64 };

    private static readonly AttentionShape[] s_shapes =
    [
        s_cross,
        new(21, 8, 8) { Element = ElementType.Float64 },
        new(37, 8, 5) { DV = 12, Causal = CausalAlignment.TopLeft, Element = ElementType.Float64 },
        new(530, 4, 8) { Element = ElementType.Float64 },
        new(540, 4, 3) { DV = 8, Causal = CausalAlignment.TopLeft, Element = ElementType.Float64 },
        new(24, 8, 8) { LeftWindow = 6, RightWindow = 4, Element = ElementType.Float64 },
        new(600, 4, 4) { LeftWindow = 50, RightWindow = 3, Element = ElementType.Float64 },
        new(1, 8, 16) { KeyValueLength = 33, Heads = 2, Element = ElementType.Float64 },
        s_turned,
    ];

    private static readonly DoubleKernelSet s_kernels = new("DoubleCallKernels", s_shapes);

    /// <summary>All that these tests call, compiled when it is asked for.</summary>
    internal static DoubleKernelSet Set => s_kernels;

    public static TheoryData<string> Names => s_kernels.Names;

    private static DoubleKernel.DoubleFace Cross { get; } = s_kernels[s_cross].Bind(new DoubleProblem(s_cross, 1).Weights);

    [Theory]
    [InlineData("query", "n × heads × dK = 6 × 2 × 4 = 48 doubles")]
    [InlineData("key", "keyValueLength × heads × dK = 9 × 2 × 4 = 72 doubles")]
    [InlineData("value", "keyValueLength × heads × dV = 9 × 2 × 4 = 72 doubles")]
    [InlineData("output", "n × heads × dV = 6 × 2 × 4 = 48 doubles")]
    [InlineData("attentionWeights", "heads × n × keyValueLength = 2 × 6 × 9 = 108 doubles")]
    public void A_wrong_length_of_Attend_is_told(string name, string length)
    {
        var output = new double[name == "output" ? 47 : 48];
        Refused(name, $"{name} must hold {length}, but holds ", () => Cross.Attend(
            new double[name == "query" ? 47 : 48],
            new double[name == "key" ? 73 : 72],
            new double[name == "value" ? 0 : 72],
            output,
            new AttentionArguments<double, double> { AttentionWeights = new double[name == "attentionWeights" ? 107 : 0] }));
        Assert.All(output, number => Assert.Equal(0, number));
    }

    [Theory]
    [InlineData("x", "n × dModel = 6 × 10 = 60 doubles")]
    [InlineData("context", "keyValueLength × contextWidth = 9 × 10 = 90 doubles")]
    [InlineData("output", "n × heads × dV = 6 × 2 × 4 = 48 doubles")]
    public void A_wrong_length_of_Forward_is_told(string name, string length) =>
        Refused(name, $"{name} must hold {length}, but holds ", () => Cross.Forward(
            new double[name == "x" ? 61 : 60],
            new double[name == "output" ? 47 : 48],
            new AttentionArguments<double, double> { Context = new double[name == "context" ? 89 : 90] }));

    [Fact]
    public void Weights_of_the_wrong_length_are_told()
    {
        DoubleKernel kernel = s_kernels[s_cross];
        Refused("weights", "Query must hold dModel × heads·dK = 10 × 8 = 80 doubles, but holds 79.", () => kernel.Bind(
            new AttentionWeights<double> { Query = new double[79], Key = new double[80], Value = new double[80] }));
        Refused("weights", "QueryBias must hold heads·dK = 8 doubles or none, but holds 7.", () => kernel.Bind(new AttentionWeights<double>
        {
            Query = new double[80],
            Key = new double[80],
            Value = new double[80],
            QueryBias = new double[7],
        }));
    }

    [Fact]
    public void Parts_without_a_use_are_told()
    {
        Refused("scores", "scores is given, but the shape does not set Scores.", () => Attend(new() { Scores = new double[108] }));
        Refused("sink", "sink is given, but the shape has no learned sinks.", () => Attend(new() { Sink = new double[2] }));
        Refused("mask", "mask is given, but the shape has no Mask = MaskKind.Additive.", () => Attend(new() { AdditiveMask = new double[9] }));
        Refused("mask", "mask is given, but the shape has no Mask = MaskKind.Boolean.", () => Attend(new() { BooleanMask = new bool[9] }));
        Refused("context", "context is given, but keys and values are given as they are.", () => Attend(new() { Context = new double[90] }));
        Refused("position", "position is given, but queries and keys are given as they are.", () => Attend(new() { Position = 1 }));
        Assert.Equal("length", Assert.Throws<ArgumentOutOfRangeException>(() => Attend(new() { Length = 10 })).ParamName);
    }

    [Fact]
    public void A_position_that_cannot_be_counted_is_refused()
    {
        var output = new double[s_turned.OutputLength];
        DoubleKernel.DoubleFace turned = s_kernels[s_turned].Bind(new DoubleProblem(s_turned, 1).Weights);
        foreach (int position in (int[])[-1, int.MaxValue])
        {
            Assert.Equal("position", Assert.Throws<ArgumentOutOfRangeException>(() => turned.Forward(
                new double[56], output, new AttentionArguments<double, double> { Context = new double[88], Position = position })).ParamName);
        }

        Assert.All(output, number => Assert.Equal(0, number));
    }

    [Theory]
    [InlineData("query", 48)]
    [InlineData("key", 72)]
    [InlineData("value", 72)]
    public void An_output_over_an_input_is_refused(string name, int length)
    {
        foreach ((int start, bool shared) in new[] { (0, false), (1, true), (48, true), (47 + length, true), (48 + length, false) })
        {
            // The input lies from 48 on; the output has 48 numbers.
            var memory = new double[48 + length + 48];
            Memory<double> Operand(string operand, int size) => name == operand ? memory.AsMemory(48, size) : new double[size];
            Exception? thrown = Record.Exception(() => Cross.Attend(
                Operand("query", 48).Span, Operand("key", 72).Span, Operand("value", 72).Span, memory.AsSpan(start, 48), default));
            Assert.Equal(shared, thrown is ArgumentException && thrown.Message.Contains("share memory", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_call_does_not_allocate(string className)
    {
        DoubleKernel kernel = s_kernels[className];
        AttentionShape shape = kernel.Shape;
        var problem = new DoubleProblem(shape, 1);
        DoubleKernel.DoubleFace face = kernel.Bind(problem.Weights);
        double[] output = new double[shape.OutputLength], attended = new double[shape.AttendOutputLength];
        var weights = new double[shape.AttentionWeightsLength];
        for (int call = 0; call < 4; call++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            face.Forward(problem.X, output, new AttentionArguments<double, double>
            {
                Context = problem.Context,
                Position = shape.Rope == RopePairing.None ? 0 : 100_000,
                AttentionWeights = weights,
            });
            face.Attend(problem.Query, problem.Key, problem.Value, attended, new AttentionArguments<double, double> { Length = 1 });
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(call == 0 || allocated == 0, $"{kernel} allocated {allocated} bytes.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Numbers_that_are_not_finite_reach_those_that_see_them_alone(string className)
    {
        AttentionShape shape = s_kernels[className].Shape;
        int last = shape.KeyValueLength - 1;
        int row = shape.KeyValueHeads * shape.DK;
        int valueRow = shape.KeyValueHeads * shape.DV;
        Check(className, "a NaN and an infinity in values", problem =>
        {
            problem.Value[(last / 2 * valueRow) + 1] = double.NaN;
            problem.Value[last * valueRow] = double.PositiveInfinity;
        });
        Check(className, "a NaN in a key", problem => problem.Key[last / 2 * row] = double.NaN);
        Check(className, "one score of +∞", problem =>
        {
            problem.Query.AsSpan().Fill(1e200);
            problem.Key.AsSpan().Clear();
            problem.Key.AsSpan(last / 2 * row, row).Fill(1e200);
        });
        Check(className, "two scores of +∞", problem =>
        {
            problem.Query.AsSpan().Fill(1e200);
            problem.Key.AsSpan().Clear();
            problem.Key.AsSpan(0, row).Fill(1e200);
            problem.Key.AsSpan(last * row, row).Fill(1e200);
        });
        Check(className, "large logits", problem =>
        {
            foreach (ref double number in problem.Query.AsSpan())
            {
                number *= 1e4;
            }
        });
        Check(className, "what is past the length", problem =>
        {
            problem.Key.AsSpan((last / 2 * row) + row).Fill(double.NaN);
            problem.Value.AsSpan((last / 2 * valueRow) + valueRow).Fill(double.PositiveInfinity);
        }, (last / 2) + 1);
    }

    private static void Check(string className, string what, Action<DoubleProblem> plant, int? length = null)
    {
        DoubleKernel kernel = s_kernels[className];
        var problem = new DoubleProblem(kernel.Shape, 3);
        plant(problem);
        double[] expected = AttentionReference.Attend(
            kernel.Shape, problem.Query, problem.Key, problem.Value, new AttentionArguments { Length = length });
        (double[] actual, _) = kernel.Bind(problem.Weights).Run(Entry.Attend, problem, Guard.AtEnd, length, asksForWeights: false);
        for (int i = 0; i < expected.Length; i++)
        {
            bool same = double.IsFinite(expected[i])
                ? Math.Abs(actual[i] - expected[i]) <= Tolerance * Math.Max(1, Math.Abs(expected[i]))
                : actual[i].Equals(expected[i]);
            if (!same)
            {
                Assert.Fail($"{kernel}, {what}: [{i}] is {actual[i]:R}, not {expected[i]:R}");
            }
        }
    }

    private static void Attend(AttentionArguments<double, double> arguments) =>
        Cross.Attend(new double[48], new double[72], new double[72], new double[48], arguments);

    private static void Refused(string name, string message, Action call)
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(call);
        Assert.Equal(name, thrown.ParamName);
        Assert.StartsWith(message, thrown.Message, StringComparison.Ordinal);
    }
}
