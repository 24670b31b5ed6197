using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Kernels.Conformance;

/// <summary>Computes a conformance case, its whole batch in one call, and holds every output against ONNX's at ONNX's tolerance.</summary>
internal sealed class OnnxRun(OnnxCase subject, Kernel kernel)
{
    private const double AbsoluteTolerance = 1e-7;
    private const double RelativeTolerance = 1e-3;
    private const double HalfTolerance = 1e-3;

    private AttentionShape Shape => subject.Shape;

    public void Check()
    {
        float[] query = subject.Query.Floats();
        float[] key = Joined(subject.PastKey, subject.Key, Shape.DK);
        float[] value = Joined(subject.PastValue, subject.Value, Shape.DV);
        var output = new float[subject.Batch * Shape.AttendOutputLength];
        bool asksScores = subject.Output("qk_matmul_output") is not null;
        var scores = new float[asksScores ? subject.Batch * (int)Shape.AttentionWeightsLength : 0];
        bool weights = subject.ScoreMode == 3;
        kernel.AttendBatch(
            query,
            key,
            value,
            output,
            new BatchArguments
            {
                Lengths = subject.Lengths is { } lengths ? [.. lengths.Select(length => (int)length)] : [],
                BooleanMask = subject.Mask is { IsBoolean: true } booleans ? MaskOf(booleans.Booleans(), booleans.Shape) : [],
                AdditiveMask = subject.Mask is { IsBoolean: false } numbers ? MaskOf(numbers.Floats(), numbers.Shape) : [],
                MaskKeys = subject.Mask?.Shape[^1],
                MaskPerEntry = true,
                AttentionWeights = weights ? scores : [],
                Scores = weights ? [] : scores,
            });

        AssertClose(subject.Output("Y")!, output, "Y");
        if (subject.Output("qk_matmul_output") is { } expectedScores)
        {
            AssertClose(expectedScores, scores, "qk_matmul_output");
        }

        if (subject.Output("present_key") is { } presentKey)
        {
            AssertClose(presentKey, HeadMajor(key, Shape.DK), "present_key");
            AssertClose(subject.Output("present_value")!, HeadMajor(value, Shape.DV), "present_value");
        }
    }

    /// <summary>The past [batch, heads, tokens, size] and the new tokens, in the layout of the kernel.</summary>
    private float[] Joined(OnnxTensor? past, OnnxTensor fresh, int size)
    {
        float[] old = past?.Floats() ?? [];
        float[] added = fresh.Floats();
        int heads = Shape.KeyValueHeads;
        int tokens = Shape.KeyValueLength;
        int before = subject.Past;
        var joined = new float[subject.Batch * heads * tokens * size];
        for (int at = 0; at < joined.Length / size; at++)
        {
            int entry = at / (heads * tokens);
            int head = subject.IsHeadMajor ? at / tokens % heads : at % heads;
            int token = subject.IsHeadMajor ? at % tokens : at / heads % tokens;
            int row = token < before ? (((entry * heads) + head) * before) + token
                : subject.IsHeadMajor ? (((entry * heads) + head) * (tokens - before)) + token - before
                : (((entry * (tokens - before)) + token - before) * heads) + head;
            (token < before ? old : added).AsSpan(row * size, size).CopyTo(joined.AsSpan(at * size, size));
        }

        return joined;
    }

    private float[] HeadMajor(float[] rows, int size)
    {
        if (subject.IsHeadMajor)
        {
            return rows;
        }

        int heads = Shape.KeyValueHeads;
        int tokens = Shape.KeyValueLength;
        var turned = new float[rows.Length];
        for (int at = 0; at < rows.Length / size; at++)
        {
            int entry = at / (heads * tokens);
            int head = at / tokens % heads;
            int token = at % tokens;
            rows.AsSpan(((((entry * tokens) + token) * heads) + head) * size, size).CopyTo(turned.AsSpan(at * size, size));
        }

        return turned;
    }

    /// <summary>The masks, [batch, heads, queries, keys]: aligned to the right, and repeated where a size is 1.</summary>
    private T[] MaskOf<T>(T[] mask, int[] shape)
    {
        int[] sizes = [.. Enumerable.Repeat(1, 4 - shape.Length), .. shape];
        int keys = sizes[3];
        var result = new T[subject.Batch * Shape.Heads * Shape.N * keys];
        for (int row = 0; row < subject.Batch * Shape.Heads * Shape.N; row++)
        {
            int entry = sizes[0] == 1 ? 0 : row / Shape.N / Shape.Heads;
            int head = sizes[1] == 1 ? 0 : row / Shape.N % Shape.Heads;
            int query = sizes[2] == 1 ? 0 : row % Shape.N;
            int from = ((((entry * sizes[1]) + head) * sizes[2]) + query) * keys;
            mask.AsSpan(from, keys).CopyTo(result.AsSpan(row * keys, keys));
        }

        return result;
    }

    private static void AssertClose(OnnxTensor expected, float[] actual, string name)
    {
        float[] numbers = expected.Floats();
        Assert.Equal(numbers.Length, actual.Length);
        for (int i = 0; i < numbers.Length; i++)
        {
            double bound = expected.IsHalf
                ? HalfTolerance * (1 + Math.Abs(numbers[i]))
                : AbsoluteTolerance + (RelativeTolerance * Math.Abs(numbers[i]));
            bool close = numbers[i].Equals(actual[i]) || Math.Abs(numbers[i] - actual[i]) <= bound;
            if (!close)
            {
                Assert.Fail($"{name}[{i}] is {actual[i]:R}, not {numbers[i]:R}.");
            }
        }
    }
}
