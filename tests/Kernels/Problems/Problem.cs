using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.HandWritten;

namespace AttnGen.Tests.Kernels.Problems;

/// <summary>The operands of one shape, seeded, and what the reference and the plain loop make of them.</summary>
internal sealed class Problem
{
    // The half width at which a uniform variable has variance 1: scores then have a variance of about 1 too, as in trained models.
    private static readonly double UnitVariance = Math.Sqrt(3);

    public Problem(AttentionShape shape, int seed)
    {
        Shape = shape;
        Weights = AttentionWeights.CreateRandom(shape, seed);
        var random = new Random(seed);
        X = Uniform(random, shape.InputLength);
        Context = shape.IsCrossAttention ? Uniform(random, shape.ContextLength) : [];
        Query = Uniform(random, shape.QueryLength);
        Key = Uniform(random, shape.KeyLength);
        Value = Uniform(random, shape.ValueLength);
        foreach (float[] operand in new[] { X, Context, Query, Key, Value })
        {
            TestElements.Round(shape.Element, operand);
        }
    }

    public AttentionShape Shape { get; }

    public AttentionWeights Weights { get; set; }

    public float[] X { get; }

    public float[] Context { get; }

    public float[] Query { get; }

    public float[] Key { get; }

    public float[] Value { get; }

    /// <summary>Where the first token of x stands.</summary>
    public int Position { get; init; }

    /// <summary>The tokens that keys and values are projected from.</summary>
    public float[] KeyValueSource => Shape.IsCrossAttention ? Context : X;

    /// <summary>The lengths worth running: all, none, one, all but one, and an odd one; only two of them where a run takes long.</summary>
    public IEnumerable<int> Lengths()
    {
        const long Long = 40_000_000;
        int all = Shape.KeyValueLength;
        int odd = (all * 2 / 3) | 1;
        int[] lengths = Shape.ForwardFlops > Long ? [all, odd] : [all, 0, 1, all - 1, odd];
        return lengths.Where(length => length <= all).Distinct();
    }

    /// <summary>The answer in double; the attention weights come rounded to float.</summary>
    public Answer<double> Reference(Entry entry, int length)
    {
        var weights = new float[Shape.AttentionWeightsLength];
        bool isForward = entry == Entry.Forward;
        var arguments = new AttentionArguments
        {
            Context = isForward ? Context : [],
            Length = length,
            AttentionWeights = weights,
            Position = isForward ? Position : 0,
        };
        double[] output = isForward
            ? AttentionReference.Forward(Shape, Weights, X, arguments)
            : AttentionReference.Attend(Shape, Query, Key, Value, arguments);
        return new Answer<double>(output, weights);
    }

    /// <summary>The plain float loop's answer.</summary>
    public Answer<float> Plain(Entry entry, int length)
    {
        var output = new float[Shape.OutputLengthOf(entry)];
        var weights = new float[Shape.AttentionWeightsLength];
        if (entry == Entry.Forward)
        {
            PlainLoop.Forward(Shape, Weights, X, Context, length, Position, output, weights);
        }
        else
        {
            PlainLoop.Attend(Shape, Query, Key, Value, length, output, weights);
        }

        return new Answer<float>(output, weights);
    }

    private static float[] Uniform(Random random, int length)
    {
        var values = new float[length];
        foreach (ref float value in values.AsSpan())
        {
            value = (float)(((random.NextDouble() * 2) - 1) * UnitVariance);
        }

        return values;
    }
}
