using AttnGen.Tests.Kernels.Problems;

namespace AttnGen.Tests.Kernels.Doubles;

/// <summary>The operands of one shape in doubles with all their digits, seeded.</summary>
internal sealed class DoubleProblem
{
    // The half width at which a uniform variable has variance 1: scores then have a variance of about 1 too, as in trained models.
    private static readonly double UnitVariance = Math.Sqrt(3);

    public DoubleProblem(AttentionShape shape, int seed)
    {
        Shape = shape;
        var random = new Random(seed);
        Weights = RandomWeights(shape, random);
        X = Uniform(random, shape.InputLength, UnitVariance);
        Context = shape.IsCrossAttention ? Uniform(random, shape.ContextLength, UnitVariance) : [];
        Query = Uniform(random, shape.QueryLength, UnitVariance);
        Key = Uniform(random, shape.KeyLength, UnitVariance);
        Value = Uniform(random, shape.ValueLength, UnitVariance);
    }

    public AttentionShape Shape { get; }

    public AttentionWeights<double> Weights { get; }

    public double[] X { get; }

    /// <summary>The position of the first token of X, where the shape has RoPE.</summary>
    public int Position { get; init; }

    public double[] Context { get; }

    public double[] Query { get; }

    public double[] Key { get; }

    public double[] Value { get; }

    /// <summary>The lengths worth running: all, all but one, an odd one, one and none; only two of them where a run takes long.</summary>
    public IEnumerable<int> Lengths()
    {
        const long Long = 2_000_000;
        int all = Shape.KeyValueLength;
        int odd = (all * 2 / 3) | 1;
        int[] lengths = Shape.ForwardFlops > Long ? [all, odd] : [all, all - 1, odd, 1, 0];
        return lengths.Where(length => length <= all).Distinct();
    }

    /// <summary>The output and the attention weights of an entry point, in numbers of some precision.</summary>
    public (T[] Output, T[] Weights) Solve<T>(Entry entry, int length)
        where T : struct, IReal<T>
    {
        var loop = new AttentionLoop<T>(Shape, length);
        return entry == Entry.Forward ? loop.Forward(this) : loop.Attend(this);
    }

    private static AttentionWeights<double> RandomWeights(AttentionShape shape, Random random)
    {
        int queries = shape.Heads * shape.DK;
        int keys = shape.KeyValueHeads * shape.DK;
        int values = shape.KeyValueHeads * shape.DV;
        return new AttentionWeights<double>
        {
            Query = Matrix(shape.DModel, queries),
            Key = Matrix(shape.ContextWidth, keys),
            Value = Matrix(shape.ContextWidth, values),
            Output = shape.OutputProjection ? Matrix(shape.Heads * shape.DV, shape.OutputWidth) : default,
            QueryBias = Bias(shape.Bias, queries),
            KeyBias = Bias(shape.Bias, keys),
            ValueBias = Bias(shape.Bias, values),
            OutputBias = Bias(shape.Bias && shape.OutputProjection, shape.OutputWidth),
            Layout = random.Next(2) == 0 ? WeightLayout.InputByOutput : WeightLayout.OutputByInput,
        };

        ReadOnlyMemory<double> Matrix(int inputs, int outputs) => Uniform(random, inputs * outputs, Math.Sqrt(6.0 / (inputs + outputs)));
        ReadOnlyMemory<double> Bias(bool given, int length) => given ? Uniform(random, length, 0.1) : default;
    }

    private static double[] Uniform(Random random, int length, double bound)
    {
        var numbers = new double[length];
        foreach (ref double number in numbers.AsSpan())
        {
            number = ((random.NextDouble() * 2) - 1) * bound;
        }

        return numbers;
    }
}
