using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Kernels.Decoding;

/// <summary>
/// What a decoder of 16 bits makes of projected tokens, in double: queries as they are, but keys and values as its cache holds them, which must
/// be those of the projection, rounded once.
/// </summary>
internal sealed class RoundedKeys
{
    /// <summary>What a projection in floats may be off before it is rounded.</summary>
    private const double FloatError = 3e-6;

    private readonly AttentionShape _shape;
    private readonly AttentionWeights _weights;
    private readonly float[] _query;
    private readonly double[] _projectedKey;
    private readonly double[] _projectedValue;
    private readonly float[] _key;
    private readonly float[] _value;

    public RoundedKeys(AttentionShape shape, AttentionWeights weights, float[] x, int tokens)
    {
        _shape = shape;
        _weights = weights;
        double[] query = Project(Doubles(x), tokens, weights.Query, weights.QueryBias);
        _projectedKey = Project(Doubles(x), tokens, weights.Key, weights.KeyBias);
        _projectedValue = Project(Doubles(x), tokens, weights.Value, weights.ValueBias);
        Turn(query, shape.Heads);
        Turn(_projectedKey, shape.KeyValueHeads);
        _query = Array.ConvertAll(query, static number => (float)number);
        _key = new float[_projectedKey.Length];
        _value = new float[_projectedValue.Length];
    }

    /// <summary>Takes the tokens that a step has joined to a cache, which are its last ones.</summary>
    public void Take(AttentionCache cache, int past, int count)
    {
        int keyWidth = _shape.KeyValueHeads * _shape.DK;
        int valueWidth = _shape.KeyValueHeads * _shape.DV;
        float[] keys = cache.Keys[^(count * keyWidth)..].ToArray();
        if (_shape.Rope == RopePairing.HalfSplit)
        {
            Part(keys);
        }

        keys.CopyTo(_key.AsSpan(past * keyWidth));
        cache.Values[^(count * valueWidth)..].CopyTo(_value.AsSpan(past * valueWidth));
        AssertRounded(_projectedKey, _key, past * keyWidth, count * keyWidth, "key");
        AssertRounded(_projectedValue, _value, past * valueWidth, count * valueWidth, "value");
    }

    /// <summary>The output of the first tokens of <c>Forward</c>.</summary>
    public double[] Forward(AttentionShape shape, AttentionArguments arguments)
    {
        double[] heads = AttentionReference.Attend(
            shape, _query.AsSpan(0, shape.QueryLength), _key.AsSpan(0, shape.KeyLength), _value.AsSpan(0, shape.ValueLength), arguments);
        return shape.OutputProjection ? Project(heads, shape.N, _weights.Output, _weights.OutputBias) : heads;
    }

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, static value => (double)value);

    private static double[] Project(double[] x, int rows, ReadOnlyMemory<float> matrix, ReadOnlyMemory<float> bias)
    {
        int inputs = x.Length / rows;
        int outputs = matrix.Length / inputs;
        var y = new double[rows * outputs];
        for (int at = 0; at < y.Length; at++)
        {
            int output = at % outputs;
            double sum = bias.IsEmpty ? 0 : bias.Span[output];
            for (int input = 0; input < inputs; input++)
            {
                sum += x[(at / outputs * inputs) + input] * matrix.Span[(input * outputs) + output];
            }

            y[at] = sum;
        }

        return y;
    }

    private void Turn(double[] rows, int heads)
    {
        int pairs = _shape.Rope == RopePairing.None ? 0 : _shape.RopeWidth / 2;
        for (int at = 0; at < rows.Length; at += _shape.DK)
        {
            for (int pair = 0; pair < pairs; pair++)
            {
                (int first, int second) = _shape.Rope == RopePairing.Interleaved ? (2 * pair, (2 * pair) + 1) : (pair, pair + pairs);
                double angle = at / (heads * _shape.DK) / Math.Pow(_shape.RopeTheta, (double)pair / pairs);
                (double a, double b) = (rows[at + first], rows[at + second]);
                rows[at + first] = (a * Math.Cos(angle)) - (b * Math.Sin(angle));
                rows[at + second] = (b * Math.Cos(angle)) + (a * Math.Sin(angle));
            }
        }
    }

    /// <summary>A cache keeps the columns of a pair side by side.</summary>
    private void Part(float[] rows)
    {
        int pairs = _shape.RopeWidth / 2;
        for (int at = 0; at < rows.Length; at += _shape.DK)
        {
            float[] row = rows[at..(at + _shape.RopeWidth)];
            for (int pair = 0; pair < pairs; pair++)
            {
                rows[at + pair] = row[2 * pair];
                rows[at + pair + pairs] = row[(2 * pair) + 1];
            }
        }
    }

    private void AssertRounded(double[] expected, float[] actual, int from, int count, string what)
    {
        ElementType element = _shape.Element;
        for (int at = from; at < from + count; at++)
        {
            double allowed = (TestElements.UnitRoundoff(element) * Math.Abs(expected[at])) + FloatError;
            Assert.True(Math.Abs(expected[at] - actual[at]) <= allowed, $"{_shape}: {what}[{at}] is {actual[at]:R}, not {expected[at]:R} rounded.");
            float again = actual[at];
            TestElements.Round(element, new Span<float>(ref again));
            Assert.Equal(again, actual[at]);
        }
    }
}
