using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Decoding;

/// <summary>
/// Steps of a shape that changes its scores, with all that it takes and gives out, held against the reference in double over all tokens at
/// once.
/// </summary>
internal sealed class DecoderFeatureCheck
{
    /// <summary>The largest error, as a share of the magnitude, as for shapes without a cache.</summary>
    private const double Tolerance = 3e-6;

    private readonly AttentionShape _shape;
    private readonly DecoderFace _face;
    private readonly DecodedText _text;
    private readonly bool[] _seen;
    private readonly float[] _added;
    private readonly float[] _data;
    private RoundedKeys? _rounded;

    public DecoderFeatureCheck(DecoderKernel kernel, int seed)
    {
        _shape = kernel.Shape;
        _text = new DecodedText(_shape, seed);
        _face = kernel.ThroughInterface(_text.Weights);
        var random = new Random(seed);
        _seen = [.. Enumerable.Range(0, _shape.Mask == MaskKind.None ? 0 : _text.Tokens * _text.Tokens).Select(_ => random.Next(4) != 0)];

        _data = [.. Enumerable.Range(0, _shape.Modifier?.DataLength(_shape) ?? 0).Select(_ => (float)random.Next(3))];

        // A token that may attend to nothing.
        _seen.AsSpan(0, Math.Min(_seen.Length, _text.Tokens)).Clear();
        _added = [.. _seen.Select(see => see ? (float)((random.NextDouble() * 4) - 2) : float.NegativeInfinity)];
        TestElements.Round(_shape.Element, _added);
    }

    /// <summary>Runs both entry points through several schedules.</summary>
    public void Run()
    {
        foreach (Entry entry in Enum.GetValues<Entry>())
        {
            foreach (int[] steps in Schedule.Of(_shape, seed: 1))
            {
                Run(entry, steps);
            }
        }
    }

    private void Run(Entry entry, int[] steps)
    {
        _text.Poison(_face);
        AttentionCache cache = _face.CreateCache();
        var memory = new CacheMemory(cache, _shape);
        int tokens = _text.Tokens;
        int width = _text.Whole.Shape.OutputLengthOf(entry) / tokens;
        Results actual = new(_shape, tokens, width);
        _rounded = entry == Entry.Forward && _shape.Element is ElementType.Float16 or ElementType.BFloat16
            ? new RoundedKeys(_shape, _text.Weights, _text.Whole.X, tokens)
            : null;
        foreach (int count in steps)
        {
            int past = cache.Length;
            if (_shape.Mask != MaskKind.None)
            {
                // Who gives a mask must know its first key; all others leave it to the step.
                cache.MakeRoom(count);
            }

            Step(entry, cache, past, count, width, actual);
            memory.AssertRowsBehindUntouched($"{_shape} {entry}, {count} tokens behind {past}");
        }

        int known = 0;
        foreach (int count in _text.Known(steps))
        {
            Compare(entry, known, known + count, width, actual);
            known += count;
        }
    }

    private void Step(Entry entry, AttentionCache cache, int past, int count, int width, Results actual)
    {
        int keys = past + count - cache.First;
        int weightsLength = (int)_shape.AttentionWeightsLength;
        using GuardedBuffer output = GuardedBuffer.Output(count * width, Guard.AtEnd);
        using GuardedBuffer weights = GuardedBuffer.Output(weightsLength, Guard.AtEnd);
        using GuardedBuffer logs = GuardedBuffer.Output(_shape.LogSumExp ? _shape.LogSumExpLength : 0, Guard.AtEnd);
        using GuardedBuffer scores = GuardedBuffer.Output(_shape.Scores == ScoreStage.None ? 0 : weightsLength, Guard.AtEnd);
        bool attend = entry == Entry.Attend;
        var arguments = new AttentionArguments
        {
            AttentionWeights = weights.Span,
            BooleanMask = _shape.Mask == MaskKind.Boolean ? StepMask(_seen, past, count, cache.First, keys) : [],
            AdditiveMask = _shape.Mask == MaskKind.Additive ? StepMask(_added, past, count, cache.First, keys) : [],
            MaskKeys = _shape.Mask == MaskKind.None ? null : keys,
            RelativeBias = attend ? _text.Bias : [],
            Sink = attend ? _text.Weights.Sink.Span : [],
            ModifierData = _data,
            LogSumExp = logs.Span,
            Scores = scores.Span,
        };
        _text.Step(_face, entry, cache, past, count, Guard.AtEnd, output.Span, arguments);

        _rounded?.Take(cache, past, count);
        string what = $"{_shape} {entry}, {count} tokens behind {past}";
        output.AssertSlackUntouched(what);
        weights.AssertSlackUntouched(what);
        output.Span.CopyTo(actual.Output.AsSpan(past * width));
        _text.Keep(weights.Span, actual.Weights, past, count, cache.First, 0f, what);
        if (_shape.Scores != ScoreStage.None)
        {
            _text.Keep(scores.Span, actual.Scores, past, count, cache.First, float.NegativeInfinity, what);
        }

        for (int head = 0; head < _shape.Heads && _shape.LogSumExp; head++)
        {
            Span<float> rows = logs.Span.Slice(head * _shape.N, _shape.N);
            Assert.False(rows[count..].ContainsAnyExcept(float.NegativeInfinity), $"{what}: log-sum-exp past the step's tokens is written.");
            rows[..count].CopyTo(actual.LogSumExp.AsSpan((head * _text.Tokens) + past));
        }
    }

    /// <summary>The rows of a step, as many as the longest one has, of a mask over all tokens, from the cache's first key on.</summary>
    private T[] StepMask<T>(T[] mask, int past, int count, int first, int keys)
    {
        var rows = new T[_shape.N * keys];
        for (int query = 0; query < count; query++)
        {
            mask.AsSpan(((past + query) * _text.Tokens) + first, keys).CopyTo(rows.AsSpan(query * keys));
        }

        return rows;
    }

    private void Compare(Entry entry, int begin, int end, int width, Results actual)
    {
        AttentionShape shape = _text.Whole.Shape.WithoutCache(end);
        var expected = new Results(_shape, end, width);
        bool attend = entry == Entry.Attend || _rounded is not null;
        var arguments = new AttentionArguments
        {
            AttentionWeights = expected.Weights,
            BooleanMask = shape.Mask == MaskKind.Boolean ? Cut(_seen, end) : [],
            AdditiveMask = shape.Mask == MaskKind.Additive ? Cut(_added, end) : [],
            RelativeBias = attend && shape.RelativeBias ? CutBias(end) : [],
            Sink = attend ? _text.Weights.Sink.Span : [],
            ModifierData = _data,
            LogSumExp = expected.LogSumExp,
            Scores = expected.Scores,
        };
        AttentionWeights weights = shape.RelativeBias ? WeightTools.With(_text.Weights, relativeBias: CutBias(end)) : _text.Weights;
        double[] output = _rounded is not null ? _rounded.Forward(shape, arguments) : attend
            ? AttentionReference.Attend(
                shape,
                _text.Whole.Query.AsSpan(0, shape.QueryLength),
                _text.Whole.Key.AsSpan(0, shape.KeyLength),
                _text.Whole.Value.AsSpan(0, shape.ValueLength),
                arguments)
            : AttentionReference.Forward(shape, weights, _text.Whole.X.AsSpan(0, shape.InputLength), arguments);

        string what = $"{_shape} {entry}, tokens {begin} … {end}";
        AssertClose(output.AsSpan(begin * width, (end - begin) * width), actual.Output.AsSpan(begin * width), $"{what}: output", _shape.Element);
        for (int head = 0; head < shape.Heads; head++)
        {
            for (int query = begin; query < end; query++)
            {
                int from = ((head * end) + query) * end;
                int to = ((head * _text.Tokens) + query) * _text.Tokens;
                AssertClose(Doubles(expected.Weights.AsSpan(from, end)), actual.Weights.AsSpan(to), $"{what}: weights of query {query}");
                if (_shape.Scores != ScoreStage.None)
                {
                    AssertClose(Doubles(expected.Scores.AsSpan(from, end)), actual.Scores.AsSpan(to), $"{what}: scores of query {query}");
                }
            }

            if (_shape.LogSumExp)
            {
                ReadOnlySpan<float> rows = expected.LogSumExp.AsSpan((head * end) + begin, end - begin);
                AssertClose(Doubles(rows), actual.LogSumExp.AsSpan((head * _text.Tokens) + begin), $"{what}: log-sum-exp");
            }
        }
    }

    private T[] Cut<T>(T[] mask, int tokens) =>
        [.. Enumerable.Range(0, tokens).SelectMany(query => mask.AsSpan(query * _text.Tokens, tokens).ToArray())];

    private float[] CutBias(int tokens)
    {
        int distances = (2 * _text.Tokens) - 1;
        return
        [
            .. Enumerable.Range(0, _shape.Heads).SelectMany(head =>
                _text.WholeBias.Slice((head * distances) + _text.Tokens - tokens, (2 * tokens) - 1).ToArray()),
        ];
    }

    private static double[] Doubles(ReadOnlySpan<float> values) => Array.ConvertAll(values.ToArray(), static value => (double)value);

    private static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, string what, ElementType element = ElementType.Float32)
    {
        double magnitude = 1;
        foreach (double value in expected)
        {
            magnitude = double.IsFinite(value) ? Math.Max(magnitude, Math.Abs(value)) : magnitude;
        }

        for (int i = 0; i < expected.Length; i++)
        {
            bool equal = double.IsFinite(expected[i])
                ? Math.Abs(expected[i] - actual[i]) <= (Tolerance * magnitude) + (TestElements.UnitRoundoff(element) * Math.Abs(expected[i]))
                : expected[i].Equals(actual[i]);
            if (!equal)
            {
                Assert.Fail($"{what}[{i}]: {actual[i]:R}, not {expected[i]:R} (magnitude {magnitude:E2})");
            }
        }
    }

    /// <summary>What all tokens give: output, weights and scores [heads, tokens, tokens], and a logarithm a head and token.</summary>
    private sealed class Results(AttentionShape shape, int tokens, int width)
    {
        public float[] Output { get; } = new float[tokens * width];

        public float[] Weights { get; } = new float[shape.Heads * tokens * tokens];

        public float[] LogSumExp { get; } = new float[shape.LogSumExp ? shape.Heads * tokens : 0];

        public float[] Scores { get; } = Filled(shape.Scores == ScoreStage.None ? 0 : shape.Heads * tokens * tokens);

        // A key that a cache no longer holds has no score; neither has one past the step.
        private static float[] Filled(int length)
        {
            var scores = new float[length];
            Array.Fill(scores, float.NegativeInfinity);
            return scores;
        }
    }
}
