using Xunit;
using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Features.Modifiers;
using AttnGen.Tests.Kernels.Problems;

namespace AttnGen.Tests.Kernels.Features;

/// <summary>
/// One call of one kernel with all that its shape can take, in memory that ends at a protected page, held against the reference in double.
/// </summary>
internal sealed class FeatureCase
{
    /// <summary>The largest error, as a share of the magnitude: some rounding errors of a float, of scores that are a few units large.</summary>
    private const double Tolerance = 3e-6;

    private readonly AttentionShape _shape;
    private readonly Kernel _kernel;
    private readonly int _seed;
    private readonly Random _random;
    private Problem _problem;

    public FeatureCase(Kernel kernel, int seed)
    {
        _shape = kernel.Shape;
        _kernel = kernel;
        _problem = new Problem(_shape, seed);
        _random = new Random(seed);
        _seed = seed;
    }

    /// <summary>Runs all entry points, lengths and shapes of a mask.</summary>
    public void Run()
    {
        int keys = _shape.KeyValueLength;
        foreach (Entry entry in Enum.GetValues<Entry>())
        {
            foreach (int length in new[] { keys, 0, (keys * 2 / 3) | 1 }.Where(length => length <= keys).Distinct())
            {
                if (HidesFirstKey(Data(poisoned: true)))
                {
                    RunOnce(entry, length, maskRows: 0, keys, poisoned: true);
                    _problem = new Problem(_shape, _seed);
                }

                int[] rows = _shape.Mask == MaskKind.None ? [0] : [0, 1, _shape.N, _shape.Heads * _shape.N];
                foreach (int maskRows in rows.Distinct())
                {
                    int maskKeys = maskRows > 1 && keys > 3 ? keys - 2 : keys;
                    RunOnce(entry, length, maskRows, maskKeys, poisoned: false);
                    if (maskRows == _shape.N)
                    {
                        RunOnce(entry, length, maskRows, maskKeys, poisoned: true);
                        _problem = new Problem(_shape, _seed);
                    }
                }
            }
        }
    }

    private void RunOnce(Entry entry, int length, int maskRows, int maskKeys, bool poisoned)
    {
        int? queryLength = QueryLength(entry);
        string what = $"{_kernel} {entry} length {length} queries {queryLength} mask {maskRows} × {maskKeys}{(poisoned ? " NaN hidden" : "")}";
        bool[] seen = Bools(maskRows * maskKeys);
        float[] additive = [.. seen.Select(see => see ? (float)((_random.NextDouble() * 4) - 2) : float.NegativeInfinity)];
        TestElements.Round(_shape.Element, additive);
        bool isBoolean = _shape.Mask == MaskKind.Boolean;
        bool isAdditive = _shape.Mask == MaskKind.Additive;
        if (poisoned)
        {
            HideFirstKey(seen, additive, maskKeys);
            Tokens.Fill(_problem, entry, 0, 1, float.NaN);
        }

        bool attend = entry == Entry.Attend;
        float[] bias = [.. Enumerable.Range(0, _shape.RelativeBias && attend ? _shape.RelativeBiasLength : 0).Select(_ => (float)_random.NextDouble())];
        float[] sink = [.. Enumerable.Range(0, _shape.Sink == SinkKind.Learned && attend ? _shape.Heads : 0).Select(_ => (float)_random.NextDouble())];
        float[] data = Data(poisoned);
        float[] context = attend ? [] : _problem.Context;
        int weightsLength = (int)_shape.AttentionWeightsLength;
        int logs = _shape.LogSumExp ? _shape.LogSumExpLength : 0;
        int scores = _shape.Scores == ScoreStage.None ? 0 : weightsLength;

        var expectedWeights = new float[weightsLength];
        var expectedLogs = new float[logs];
        var expectedScores = new float[scores];
        var common = new AttentionArguments
        {
            Context = context,
            Length = length,
            QueryLength = queryLength,
            BooleanMask = isBoolean ? seen : [],
            AdditiveMask = isAdditive ? additive : [],
            MaskKeys = maskKeys,
            RelativeBias = bias,
            Sink = sink,
            ModifierData = data,
        };
        AttentionArguments expectedArguments = common with
        {
            AttentionWeights = expectedWeights,
            LogSumExp = expectedLogs,
            Scores = expectedScores,
        };
        double[] expected = attend
            ? AttentionReference.Attend(_shape, _problem.Query, _problem.Key, _problem.Value, expectedArguments)
            : AttentionReference.Forward(_shape, _problem.Weights, _problem.X, expectedArguments);

        using var query = GuardedBuffer.Input(attend ? _problem.Query : _problem.X, Guard.AtEnd);
        using var key = GuardedBuffer.Input(_problem.Key, Guard.AtEnd);
        using var value = GuardedBuffer.Input(_problem.Value, Guard.AtEnd);
        using var guardedContext = GuardedBuffer.Input(context, Guard.AtEnd);
        using var guardedMask = GuardedBuffer.Input(isAdditive ? additive : [], Guard.AtEnd);
        using var guardedSeen = new GuardedMemory<bool>(isBoolean ? seen.Length : 0, Guard.AtEnd);
        (isBoolean ? seen : []).CopyTo(guardedSeen.Span);
        guardedSeen.Protect();
        using var guardedBias = GuardedBuffer.Input(bias, Guard.AtEnd);
        using var guardedData = GuardedBuffer.Input(data, Guard.AtEnd);
        using var output = GuardedBuffer.Output(expected.Length, Guard.AtEnd);
        using var weights = GuardedBuffer.Output(weightsLength, Guard.AtEnd);
        using var actualLogs = GuardedBuffer.Output(logs, Guard.AtEnd);
        using var actualScores = GuardedBuffer.Output(scores, Guard.AtEnd);
        AttentionArguments arguments = common with
        {
            Context = guardedContext.Span,
            AdditiveMask = guardedMask.Span,
            BooleanMask = guardedSeen.Span,
            RelativeBias = guardedBias.Span,
            ModifierData = guardedData.Span,
            AttentionWeights = weights.Span,
            LogSumExp = actualLogs.Span,
            Scores = actualScores.Span,
        };
        if (attend)
        {
            _kernel.Attend(query.Span, key.Span, value.Span, output.Span, arguments);
        }
        else
        {
            _kernel.Forward(_problem.Weights, query.Span, output.Span, arguments);
        }

        AssertClose(expected, output.Span, what + ": output", _shape.Element);
        AssertClose(Doubles(expectedWeights), weights.Span, what + ": attention weights");
        AssertClose(Doubles(expectedLogs), actualLogs.Span, what + ": log-sum-exp");
        if (!poisoned)
        {
            AssertClose(Doubles(expectedScores), actualScores.Span, what + ": scores");
        }
    }

    /// <summary>All queries, or some of them, where a call says how many there are.</summary>
    private int? QueryLength(Entry entry) =>
        (entry == Entry.Attend || _shape.IsCrossAttention) && _random.Next(2) == 0 ? _random.Next(_shape.N + 1) : null;

    private bool[] Bools(int count)
    {
        var values = new bool[count];
        foreach (ref bool value in values.AsSpan())
        {
            value = _random.Next(4) != 0;
        }

        // A row that may attend to nothing.
        values.AsSpan(0, Math.Min(count, _shape.KeyValueLength)).Clear();
        return values;
    }

    /// <summary>Small whole numbers, as documents have them; where the first key is hidden, its document is none.</summary>
    private float[] Data(bool poisoned)
    {
        float[] data = [.. Enumerable.Range(0, _shape.Modifier?.DataLength(_shape) ?? 0).Select(_ => (float)_random.Next(3))];
        if (poisoned && _shape.Modifier?.Type.Name == nameof(DocumentMask))
        {
            data[0] = float.NaN;
        }

        return data;
    }

    private bool HidesFirstKey(float[] data) => _shape.Modifier is { } modifier && Enumerable.Range(0, _shape.Heads * _shape.N).All(row =>
        double.IsNegativeInfinity(modifier.Apply(0, row / _shape.N, row % _shape.N, 0, data)));

    private static void HideFirstKey(bool[] seen, float[] additive, int maskKeys)
    {
        for (int row = 0; row < seen.Length; row += maskKeys)
        {
            seen[row] = false;
            additive[row] = float.NegativeInfinity;
        }
    }

    /// <summary>What rounding once to an element type costs.</summary>
    private static double RoundingError(ElementType element, double value) =>
        (TestElements.UnitRoundoff(element) * Math.Abs(value)) + TestElements.SmallestError(element);

    private static double[] Doubles(float[] values) => [.. values.Select(value => (double)value)];

    private static void AssertClose(double[] expected, ReadOnlySpan<float> actual, string what, ElementType element = ElementType.Float32)
    {
        double magnitude = expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (int i = 0; i < expected.Length; i++)
        {
            bool equal = double.IsFinite(expected[i])
                ? Math.Abs(expected[i] - actual[i]) <= (Tolerance * Math.Max(1, magnitude)) + RoundingError(element, expected[i])
                : expected[i].Equals(actual[i]);
            if (!equal)
            {
                Assert.Fail($"{what}[{i}]: {actual[i]:R}, not {expected[i]:R} (magnitude {magnitude:E2})");
            }
        }
    }
}
