using AttnGen.Tests.Kernels.Batches;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Doubles;

/// <summary>Batches of kernels of doubles: the bits of each entry alone, nothing allocated, and what is refused before anything is written.</summary>
[Trait("Category", "Kernels")]
public sealed class DoubleBatchTests
{
    private const int Seed = 78;

    private static readonly AttentionShape s_cross = new(6, 10, 4)
    {
        Heads = 2,
        KeyValueLength = 9,
        Bias = true,
        Element = ElementType.Float64,
    };

    public static TheoryData<string> Names => DoubleFeatureTests.Names;

    public static TheoryData<string> PlainNames => DoubleCallTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_entry_gets_the_bits_that_it_gets_alone(string className) => AssertSameBits(DoubleFeatureTests.Set[className]);

    [Theory]
    [MemberData(nameof(PlainNames))]
    public void So_does_every_entry_of_plain_and_turned_shapes(string className) => AssertSameBits(DoubleCallTests.Set[className]);

    [Theory]
    [MemberData(nameof(PlainNames))]
    public void A_batch_allocates_nothing(string className)
    {
        DoubleKernel kernel = DoubleCallTests.Set[className];
        var operands = new Operands(new BatchOperands(kernel.Shape, 3, Seed));
        DoubleKernel.DoubleFace face = kernel.Bind(operands.Weights);
        foreach (Entry entry in Enum.GetValues<Entry>())
        {
            var results = new Results(kernel.Shape, 3, entry);
            Call();
            long before = GC.GetAllocatedBytesForCurrentThread();
            Call();
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

            void Call() => operands.Call(kernel, face, entry, results, operands.Arguments(entry, results, maskPerEntry: true));
        }
    }

    [Fact]
    public void What_is_wrong_with_a_batch_is_told()
    {
        DoubleKernel kernel = DoubleCallTests.Set[s_cross];
        DoubleKernel.DoubleFace face = kernel.Bind(new DoubleProblem(s_cross, 1).Weights);
        var output = new double[2 * 48];
        Refused("query", "query must hold whole entries of 48 doubles, but holds 97.", () => Attend(97, 144, 144));
        Refused("key", "key must hold 2 entries of 72 doubles = 144 doubles, but holds 72.", () => Attend(96, 72, 144));
        Refused("attentionWeights", "attentionWeights must hold 2 entries of 108 doubles = 216 doubles, but holds 108.", () => Attend(
            96, 144, 144, new BatchArguments<double, double> { AttentionWeights = new double[108] }));
        Refused("modifierData", "modifierData is given, but the shape has no modifier that takes data.", () => Attend(
            96, 144, 144, new BatchArguments<double, double> { ModifierData = new double[2] }));
        Refused("lengths", "lengths[1] must lie in 0 … 9.", () => Attend(96, 144, 144, new BatchArguments<double, double> { Lengths = [9, 10] }));
        Refused("context", "context must hold 2 entries of 90 doubles = 180 doubles, but holds 90.", () => face.ForwardBatch(
            new double[120], output, new BatchArguments<double, double> { Context = new double[90] }));

        // Only the last entry's keys reach the output.
        var shared = new double[144 + 96];
        Refused("output", "output may not share memory with key", () => kernel.AttendBatch(
            new double[96], shared.AsSpan(0, 144), new double[144], shared.AsSpan(143, 96), default));
        Assert.All(output.Concat(shared), number => Assert.Equal(0, number));

        void Attend(int query, int key, int value, BatchArguments<double, double> arguments = default) =>
            kernel.AttendBatch(new double[query], new double[key], new double[value], output, arguments);
    }

    private static void AssertSameBits(DoubleKernel kernel)
    {
        foreach (int batch in (int[])[1, 3])
        {
            var operands = new Operands(new BatchOperands(kernel.Shape, batch, Seed + batch));
            DoubleKernel.DoubleFace face = kernel.Bind(operands.Weights);
            foreach (Entry entry in Enum.GetValues<Entry>())
            {
                foreach (bool maskPerEntry in (bool[])[false, true])
                {
                    var together = new Results(kernel.Shape, batch, entry);
                    operands.Call(kernel, face, entry, together, operands.Arguments(entry, together, maskPerEntry));
                    var alone = new Results(kernel.Shape, batch, entry);
                    for (int index = 0; index < batch; index++)
                    {
                        operands.CallAlone(face, entry, alone, maskPerEntry, index);
                    }

                    Assert.Equal(alone.All, together.All);
                }
            }
        }
    }

    private static void Refused(string name, string message, Action call)
    {
        ArgumentException thrown = Assert.ThrowsAny<ArgumentException>(call);
        Assert.Equal(name, thrown.ParamName);
        Assert.StartsWith(message, thrown.Message, StringComparison.Ordinal);
    }

    /// <summary>What a batch writes, filled with a mark that no kernel writes.</summary>
    private sealed class Results(AttentionShape shape, int batch, Entry entry)
    {
        private const double Mark = -12_345.5;

        public double[] Output { get; } = Marked(batch * shape.OutputLengthOf(entry));

        public double[] Weights { get; } = Marked(batch * (int)shape.AttentionWeightsLength);

        public double[] LogSumExp { get; } = Marked(shape.LogSumExp ? batch * shape.LogSumExpLength : 0);

        public double[] Scores { get; } = Marked(shape.Scores == ScoreStage.None ? 0 : batch * (int)shape.AttentionWeightsLength);

        public double[] All => [.. Output, .. Weights, .. LogSumExp, .. Scores];

        private static double[] Marked(int count) => [.. Enumerable.Repeat(Mark, count)];
    }

    /// <summary>The operands of a batch of floats as doubles that are no floats.</summary>
    private sealed class Operands(BatchOperands floats)
    {
        private readonly double[] _x = Doubles(floats.X);
        private readonly double[] _context = Doubles(floats.Context);
        private readonly double[] _query = Doubles(floats.Query);
        private readonly double[] _key = Doubles(floats.Key);
        private readonly double[] _value = Doubles(floats.Value);
        private readonly double[] _mask = Doubles(floats.Numbers);
        private readonly double[] _bias = Doubles(floats.RelativeBias);
        private readonly double[] _sink = Doubles(floats.Sink);
        private readonly double[] _data = Doubles(floats.ModifierData);

        public AttentionWeights<double> Weights { get; } = floats.Weights.InDouble();

        public BatchArguments<double, double> Arguments(Entry entry, Results results, bool maskPerEntry)
        {
            bool attend = entry == Entry.Attend;
            return new BatchArguments<double, double>
            {
                Context = attend ? [] : _context,
                Lengths = floats.Lengths,
                QueryLengths = HasQueryLengths(entry) ? floats.QueryLengths : [],
                Positions = attend ? [] : floats.Positions,
                AttentionWeights = results.Weights,
                BooleanMask = maskPerEntry ? floats.Booleans : floats.Of(floats.Booleans, 0),
                AdditiveMask = maskPerEntry ? _mask : floats.Of(_mask, 0),
                MaskPerEntry = maskPerEntry,
                RelativeBias = attend ? _bias : [],
                Sink = attend ? _sink : [],
                ModifierData = maskPerEntry ? _data : floats.Of(_data, 0),
                LogSumExp = results.LogSumExp,
                Scores = results.Scores,
            };
        }

        public void Call(DoubleKernel kernel, DoubleKernel.DoubleFace face, Entry entry, Results results, BatchArguments<double, double> arguments)
        {
            if (entry == Entry.Forward)
            {
                face.ForwardBatch(_x, results.Output, arguments);
            }
            else
            {
                kernel.AttendBatch(_query, _key, _value, results.Output, arguments);
            }
        }

        public void CallAlone(DoubleKernel.DoubleFace face, Entry entry, Results results, bool maskPerEntry, int index)
        {
            bool attend = entry == Entry.Attend;
            var arguments = new AttentionArguments<double, double>
            {
                Context = attend ? [] : floats.Of(_context, index),
                Length = floats.Lengths[index],
                QueryLength = HasQueryLengths(entry) ? floats.QueryLengths[index] : null,
                Position = attend || floats.Positions.Length == 0 ? 0 : floats.Positions[index],
                AttentionWeights = floats.Of(results.Weights, index),
                BooleanMask = floats.Of(floats.Booleans, maskPerEntry ? index : 0),
                AdditiveMask = floats.Of(_mask, maskPerEntry ? index : 0),
                RelativeBias = attend ? _bias : [],
                Sink = attend ? _sink : [],
                ModifierData = floats.Of(_data, maskPerEntry ? index : 0),
                LogSumExp = floats.Of(results.LogSumExp, index),
                Scores = floats.Of(results.Scores, index),
            };
            if (attend)
            {
                face.Attend(floats.Of(_query, index), floats.Of(_key, index), floats.Of(_value, index), floats.Of(results.Output, index), arguments);
            }
            else
            {
                face.Forward(floats.Of(_x, index), floats.Of(results.Output, index), arguments);
            }
        }

        private bool HasQueryLengths(Entry entry) => entry == Entry.Attend || floats.Shape.IsCrossAttention;

        private static double[] Doubles(float[] numbers) => Array.ConvertAll(numbers, static number => number / 3.0);
    }
}
