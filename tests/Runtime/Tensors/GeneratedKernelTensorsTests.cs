using System.Reflection;
using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Runtime.Tensors;

/// <summary>A user's project whose generated kernels are called on tensors: the same bits as on spans, and no allocation.</summary>
public sealed class GeneratedKernelTensorsTests
{
    private const string Source = """
        using System;
        using System.Numerics.Tensors;
        using AttnGen;

        [AttentionShape(n: 7, dModel: 12, dK: 5, Heads = 3, DV = 4, OutputProjection = true, OutputWidth = 10,
            Mask = MaskKind.Additive, LogSumExp = true, Layout = HeadLayout.HeadMajor)]
        public sealed partial class Encoder;

        [AttentionShape(n: 33, dModel: 24, dK: 8, Heads = 3, KeyValueHeads = 1,
            Causal = CausalAlignment.TopLeft, Rope = RopePairing.HalfSplit)]
        public sealed partial class Decoder;

        public static class Calls
        {
            public static long Forward(
                Tensor<float> x, Tensor<float> mask, Tensor<float> output, Tensor<float> sums, float[] spans, float[] spanSums)
            {
                var encoder = new Encoder(AttentionWeights.CreateRandom(Encoder.Shape, seed: 1));
                float[] values = new float[7 * 12], masks = new float[7 * 7];
                x.FlattenTo(values);
                mask.FlattenTo(masks);
                encoder.Forward(values, spans, mask: masks, logSumExp: spanSums);
                return Allocated(() => encoder.Forward(x, output, new TensorArguments { AdditiveMask = mask, LogSumExp = sums, Length = 7 }));
            }

            public static long ForwardSpans(float[] x, float[] output, float[] spans)
            {
                var decoder = new Decoder(AttentionWeights.CreateRandom(Decoder.Shape, seed: 1));
                decoder.Forward(x, spans, position: 5);
                return Allocated(() => decoder.Forward(
                    new ReadOnlyTensorSpan<float>(x, [33, 24]), new TensorSpan<float>(output, [33, 24]), new TensorArguments { Position = 5 }));
            }

            public static long Attend(float[] query, float[] key, float[] value, Tensor<float> output, float[] spans)
            {
                Encoder.Attend(query, key, value, spans, length: 5);
                Tensor<float> q = Tensor.Create(query, [3, 7, 5]), k = Tensor.Create(key, [3, 7, 5]), v = Tensor.Create(value, [3, 7, 4]);
                KernelTensors.Attend<Encoder>(q, k, v, output, new TensorArguments { Length = 5 });
                return Allocated(() => Encoder.Attend(q, k, v, output, new TensorArguments { Length = 5 }));
            }

            private static long Allocated(Action call)
            {
                call();
                call();
                long before = GC.GetAllocatedBytesForCurrentThread();
                call();
                return GC.GetAllocatedBytesForCurrentThread() - before;
            }
        }
        """;

    private static readonly Lazy<Type> s_calls = new(() => Assembly
        .Load(KernelCompiler.Compile("TensorUser", new CompilerSettings { Documentation = false, Tensors = true }, Source))
        .GetType("Calls", throwOnError: true)!);

    [Fact]
    public void Forward_on_tensors_is_forward_on_spans()
    {
        var output = System.Numerics.Tensors.Tensor.CreateFromShape<float>([7, 10]);
        var sums = System.Numerics.Tensors.Tensor.CreateFromShape<float>([3, 7]);
        float[] spans = new float[70], spanSums = new float[21];

        object? allocated = Call(
            "Forward",
            System.Numerics.Tensors.Tensor.Create(Numbers(84, 1), [7, 12]),
            System.Numerics.Tensors.Tensor.Create(Numbers(49, 2), [7, 7]),
            output,
            sums,
            spans,
            spanSums);

        AssertSame(spans, [.. output]);
        AssertSame(spanSums, [.. sums]);
        Assert.Equal(0L, allocated);
    }

    [Fact]
    public void Forward_on_tensor_spans_is_forward_on_spans()
    {
        float[] output = new float[33 * 24], spans = new float[33 * 24];

        object? allocated = Call("ForwardSpans", Numbers(33 * 24, 1), output, spans);

        AssertSame(spans, output);
        Assert.Equal(0L, allocated);
    }

    [Fact]
    public void Attend_on_tensors_is_attend_on_spans()
    {
        var output = System.Numerics.Tensors.Tensor.CreateFromShape<float>([3, 7, 4]);
        var spans = new float[84];

        object? allocated = Call("Attend", Numbers(105, 1), Numbers(105, 2), Numbers(84, 3), output, spans);

        AssertSame(spans, [.. output]);
        Assert.Equal(0L, allocated);
    }

    private static object? Call(string name, params object[] arguments) => s_calls.Value.GetMethod(name)!.Invoke(null, arguments);

    private static float[] Numbers(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)(random.NextDouble() - 0.5))];
    }

    private static void AssertSame(float[] expected, float[] actual)
    {
        Assert.Contains(expected, number => number != 0);
        Assert.Equal(Array.ConvertAll(expected, BitConverter.SingleToInt32Bits), Array.ConvertAll(actual, BitConverter.SingleToInt32Bits));
    }
}
