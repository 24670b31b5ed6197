using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Decoding;

/// <summary>
/// A sequence of tokens that fills a cache, or passes through one with a window, and what a kernel makes of it step by step. Every operand
/// lies at a guard page, all memory that no token has written is NaN, and so is the scratch memory.
/// </summary>
internal sealed class DecodedText
{
    private readonly AttentionShape _shape;

    /// <summary>A pseudo-random sequence.</summary>
    public DecodedText(AttentionShape shape, int seed)
    {
        _shape = shape;
        Tokens = LengthOf(shape);
        Whole = new Problem(AtOnce(shape).WithoutCache(Tokens), seed);
        Weights = Whole.Weights;
        if (shape.RelativeBias)
        {
            WholeBias = Whole.Weights.RelativeBias;
            Bias = [.. Enumerable.Range(0, shape.Heads).SelectMany(head => TableOf(WholeBias.Span, head))];
            Weights = WeightTools.With(Whole.Weights, relativeBias: Bias);
        }
    }

    /// <summary>All tokens at once, as one reference for them all has it; where tokens see their whole step, each step needs its own.</summary>
    public Problem Whole { get; }

    /// <summary>The weights as the decoder takes them.</summary>
    public AttentionWeights Weights { get; }

    /// <summary>The relative bias of all tokens at once, and the part of it that the decoder takes: the distances of a cache and a step.</summary>
    public ReadOnlyMemory<float> WholeBias { get; }

    /// <summary>The decoder's relative bias.</summary>
    public float[] Bias { get; } = [];

    /// <summary>The number of tokens.</summary>
    public int Tokens { get; }

    /// <summary>The tokens of a sequence worth running: a full cache, or more than two where a window lets tokens go.</summary>
    public static int LengthOf(AttentionShape shape) =>
        shape.LeftWindow < 0 ? shape.CacheCapacity : (2 * shape.CacheCapacity) + shape.LeftWindow;

    /// <summary>Token by token nothing lies behind a token, as if by a causal mask; but a mask hides no score of an earlier stage.</summary>
    private static AttentionShape AtOnce(AttentionShape shape) =>
        shape.N == 1 && shape.Scores is (ScoreStage.None or ScoreStage.Masked) ? shape with { Causal = CausalAlignment.TopLeft, RightWindow = -1 } : shape;

    /// <summary>
    /// The tokens whose rows one reference knows. With the causal mask no token sees another behind it, and all are known at once; without,
    /// a token sees its step, but none after.
    /// </summary>
    public int[] Known(int[] steps) => Whole.Shape.Causal == CausalAlignment.None ? steps : [steps.Sum()];

    /// <summary>Steps through the sequence.</summary>
    /// <param name="face">The kernel.</param>
    /// <param name="entry">With projections, or without.</param>
    /// <param name="steps">The tokens of each step.</param>
    /// <param name="guard">Where guard pages lie.</param>
    /// <param name="withWeights">Whether the attention weights are asked for: [heads, tokens, tokens].</param>
    public Answer<float> Run(DecoderFace face, Entry entry, IEnumerable<int> steps, Guard guard, bool withWeights)
    {
        Poison(face);
        AttentionCache cache = face.CreateCache();
        var memory = new CacheMemory(cache, _shape);
        int width = Whole.Shape.OutputLengthOf(entry) / Tokens;
        var output = new float[Tokens * width];
        var weights = new float[withWeights ? _shape.Heads * Tokens * Tokens : 0];
        foreach (int count in steps)
        {
            int past = cache.Length;
            using GuardedBuffer stepOutput = GuardedBuffer.Output(count * width, guard);
            using GuardedBuffer? stepWeights =
                withWeights ? GuardedBuffer.Output(checked((int)_shape.AttentionWeightsLength), guard) : null;
            Step(face, entry, cache, past, count, guard, stepOutput.Span, stepWeights is null ? default : stepWeights.Span);
            string what = $"{face.Shape} {entry}, {count} tokens behind {past}";
            stepOutput.AssertSlackUntouched(what);
            stepWeights?.AssertSlackUntouched(what);
            memory.AssertRowsBehindUntouched(what);
            Assert.Equal(past + count, cache.Length);
            stepOutput.Span.CopyTo(output.AsSpan(past * width));
            if (stepWeights is not null)
            {
                Keep(stepWeights.Span, weights, past, count, cache.First, 0f, what);
            }
        }

        return new Answer<float>(output, weights);
    }

    /// <summary>One step, of the tokens behind those in a cache.</summary>
    public void Step(
        DecoderFace face, Entry entry, AttentionCache cache, int past, int count, Guard guard, Span<float> output, Span<float> weights = default)
    {
        var arguments = new AttentionArguments
        {
            AttentionWeights = weights,
            RelativeBias = entry == Entry.Attend ? Bias : [],
            Sink = entry == Entry.Attend ? Weights.Sink.Span : [],
            ModifierData = Data(face.Shape),
        };
        Step(face, entry, cache, past, count, guard, output, arguments);
    }

    /// <summary>One step, with any optional parts.</summary>
    public void Step(
        DecoderFace face, Entry entry, AttentionCache cache, int past, int count, Guard guard, Span<float> output, AttentionArguments arguments)
    {
        if (entry == Entry.Forward)
        {
            using GuardedBuffer x = Rows(Whole.X, past, count, guard);
            face.Forward(x.Span, output, cache, arguments);
        }
        else
        {
            using GuardedBuffer query = Rows(Whole.Query, past, count, guard);
            using GuardedBuffer key = Rows(Whole.Key, past, count, guard);
            using GuardedBuffer value = Rows(Whole.Value, past, count, guard);
            face.Attend(query.Span, key.Span, value.Span, output, cache, arguments);
        }
    }

    /// <summary>
    /// Takes a step's rows out of [heads, n, cacheCapacity], whose keys begin with the cache's first, into [heads, tokens, tokens]; all else
    /// must hold what stands for nothing.
    /// </summary>
    public void Keep(Span<float> step, float[] all, int past, int count, int first, float nothing, string what)
    {
        int keys = _shape.CacheCapacity;
        for (int head = 0; head < _shape.Heads; head++)
        {
            for (int query = 0; query < _shape.N; query++)
            {
                Span<float> row = step.Slice(((head * _shape.N) + query) * keys, keys);
                int known = query < count ? past + count - first : 0;
                Assert.False(row[known..].ContainsAnyExcept(nothing), $"{what}: past the step's tokens or keys something is written.");
                if (query < count)
                {
                    row[..known].CopyTo(all.AsSpan((((head * Tokens) + past + query) * Tokens) + first));
                }
            }
        }
    }

    /// <summary>Leaves NaN in this thread's scratch memory.</summary>
    public void Poison(DecoderFace face)
    {
        var x = new float[_shape.InputLength];
        Array.Fill(x, float.NaN);
        face.Forward(x, new float[_shape.OutputLength], face.CreateCache(), new AttentionArguments { ModifierData = Data(face.Shape) });
    }

    private static float[] Data(AttentionShape shape) => new float[shape.Modifier?.DataLength(shape) ?? 0];

    private GuardedBuffer Rows(float[] operand, int first, int count, Guard guard)
    {
        int width = operand.Length / Tokens;
        return GuardedBuffer.Input(operand.AsSpan(first * width, count * width), guard);
    }

    /// <summary>Of a table for all distances, those from the last token that a cache holds to the first, up to the last of a step.</summary>
    private float[] TableOf(ReadOnlySpan<float> whole, int head)
    {
        int distances = (2 * Tokens) - 1;
        return whole.Slice((head * distances) + Tokens - _shape.CacheCapacity, _shape.CacheCapacity + _shape.N - 1).ToArray();
    }
}
