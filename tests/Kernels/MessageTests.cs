using System.Globalization;
using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Checks;
using AttnGen.Tests.Kernels.Problems;
using AttnGen.Tests.Kernels.Shapes;
using Xunit;

namespace AttnGen.Tests.Kernels;

/// <summary>
/// What is said of a wrong argument, word for word: the reference says the same, and its words are written out in its own tests.
/// </summary>
public sealed class MessageTests
{
    public static TheoryData<string> Names => KernelsUnderTest.RepresentativeNames;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_kernel_says_of_its_inputs_what_the_reference_says(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        foreach (Entry entry in Enum.GetValues<Entry>())
        {
            (string Name, int Length)[] operands = [.. CallOperands.ExpectedLengths(kernel.Shape, entry)];
            foreach ((string operand, int length) in operands.Where(operand => operand.Name != "output"))
            {
                var lengths = operands.ToDictionary(one => one.Name, one => one.Length);
                lengths[operand] = length + 1;
                ArgumentException expected = Assert.Throws<ArgumentException>(() => CallReference(kernel.Shape, entry, lengths, null));
                Assert.Equal(expected.Message, Refused(kernel, entry, operand, length + 1).Message);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_kernel_says_of_its_output_what_makes_its_length(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        AttentionShape shape = kernel.Shape;
        string heads = $"n × heads × dV = {shape.N} × {shape.Heads} × {shape.DV} = {shape.AttendOutputLength}";
        string projected = $"n × outputWidth = {shape.N} × {shape.OutputWidth} = {shape.OutputLength}";

        AssertOutput(Entry.Attend, heads);
        AssertOutput(Entry.Forward, shape.OutputProjection ? projected : heads);

        void AssertOutput(Entry entry, string product) => Assert.StartsWith(
            $"output must hold {product} floats, but holds 1.", Refused(kernel, entry, "output", 1).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_kernel_says_of_its_token_count_what_the_reference_says(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        foreach (Entry entry in Enum.GetValues<Entry>())
        {
            var lengths = CallOperands.ExpectedLengths(kernel.Shape, entry).ToDictionary(one => one.Name, one => one.Length);
            int count = kernel.Shape.KeyValueLength + 1;
            ArgumentOutOfRangeException expected =
                Assert.Throws<ArgumentOutOfRangeException>(() => CallReference(kernel.Shape, entry, lengths, count));
            ArgumentOutOfRangeException refusal = new CallOperands(Face(kernel), entry)
                .AssertRefused<ArgumentOutOfRangeException>(count.ToString(CultureInfo.InvariantCulture), count);
            Assert.Equal(expected.Message, refusal.Message);
        }
    }

    private static ArgumentException Refused(Kernel kernel, Entry entry, string operand, int length)
    {
        var operands = new CallOperands(Face(kernel), entry);
        operands.Set(operand, new float[length]);
        return operands.AssertRefused<ArgumentException>($"{kernel} {entry}, {operand}");
    }

    private static KernelFace Face(Kernel kernel) => kernel.ThroughClass(new Problem(kernel.Shape, 1).Weights);

    private static double[] CallReference(AttentionShape shape, Entry entry, Dictionary<string, int> lengths, int? count)
    {
        float[] Operand(string name) => new float[lengths.GetValueOrDefault(name)];
        var arguments = new AttentionArguments
        {
            Context = Operand("context"),
            AttentionWeights = Operand("attentionWeights"),
            Length = count,
        };
        return entry == Entry.Forward
            ? AttentionReference.Forward(shape, AttentionWeights.CreateRandom(shape, 1), Operand("x"), arguments)
            : AttentionReference.Attend(shape, Operand("query"), Operand("key"), Operand("value"), arguments);
    }
}
