using AttnGen.Benchmarks.Tables;

namespace AttnGen.Benchmarks.Workloads;

/// <summary>
/// The operands of one row, the same for every engine and every run, and the result in double that each engine is held against. The
/// operands begin on a cache line and never move: no engine wins or loses by an address, and native ones need no pinning.
/// </summary>
internal sealed class Workload
{
    private const int WeightsSeed = 20_170_612;
    private const int OperandsSeed = 31;

    /// <summary>
    /// Numbers uniform in ±√3 have variance 1: the scores then have about variance 1 too, and softmax something to tell apart.
    /// </summary>
    private static readonly float Bound = MathF.Sqrt(3);

    private readonly Lazy<double[]> _reference;

    /// <summary>Makes a row's operands.</summary>
    public Workload(Row row)
    {
        Shape = row.Shape;
        Form = row.Form;
        bool projected = Form == AttentionForm.WithProjections;
        OutputLength = projected ? Shape.OutputLength : Shape.AttendOutputLength;
        Weights = projected ? AttentionWeights.CreateRandom(Shape, WeightsSeed) : new AttentionWeights();

        var random = new Random(OperandsSeed);
        X = Uniform(projected ? Shape.InputLength : 0, random);
        Query = Uniform(projected ? 0 : Shape.QueryLength, random);
        Key = Uniform(projected ? 0 : Shape.KeyLength, random);
        Value = Uniform(projected ? 0 : Shape.ValueLength, random);
        _reference = new Lazy<double[]>(() => projected
            ? AttentionReference.Forward(Shape, Weights, X.Span)
            : AttentionReference.Attend(Shape, Query.Span, Key.Span, Value.Span));
    }

    /// <summary>The row's shape.</summary>
    public AttentionShape Shape { get; }

    /// <summary>What the row measures, which says which of the operands below are there.</summary>
    public AttentionForm Form { get; }

    /// <summary>The layer's weights; empty without projections.</summary>
    public AttentionWeights Weights { get; }

    /// <summary>X, n × dModel; empty without projections.</summary>
    public AlignedBuffer X { get; }

    /// <summary>Q, n × heads·dK; empty with projections.</summary>
    public AlignedBuffer Query { get; }

    /// <summary>K, keyValueLength × heads·dK; empty with projections.</summary>
    public AlignedBuffer Key { get; }

    /// <summary>V, keyValueLength × heads·dV; empty with projections.</summary>
    public AlignedBuffer Value { get; }

    /// <summary>The number of floats that each engine gives: n × heads·dV.</summary>
    public int OutputLength { get; }

    /// <summary>The result in double; computed when it is first asked for, which takes seconds on the largest rows.</summary>
    public double[] Reference => _reference.Value;

    private static AlignedBuffer Uniform(int length, Random random)
    {
        var floats = new AlignedBuffer(length);
        foreach (ref float value in floats.Span)
        {
            value = ((random.NextSingle() * 2) - 1) * Bound;
        }

        return floats;
    }
}
