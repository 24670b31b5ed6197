using AttnGen.Tests.Kernels.Problems;

namespace AttnGen.Tests.Kernels.Batches;

/// <summary>The operands of several entries of a shape, one behind the other, and room for what comes out.</summary>
internal sealed class BatchOperands
{
    private readonly Random _random;

    public BatchOperands(AttentionShape shape, int batch, int seed)
    {
        Shape = shape;
        Batch = batch;
        _random = new Random(seed);
        Problem[] problems = [.. Enumerable.Range(0, batch).Select(entry => new Problem(shape, seed + entry))];
        Weights = new Problem(shape, seed).Weights;
        X = [.. problems.SelectMany(problem => problem.X)];
        Context = [.. problems.SelectMany(problem => problem.Context)];
        Query = [.. problems.SelectMany(problem => problem.Query)];
        Key = [.. problems.SelectMany(problem => problem.Key)];
        Value = [.. problems.SelectMany(problem => problem.Value)];
        Lengths = [.. Enumerable.Range(0, batch).Select(_ => _random.Next(shape.KeyValueLength + 1))];
        QueryLengths = [.. Enumerable.Range(0, batch).Select(_ => _random.Next(shape.N + 1))];
        Positions = shape.Rope == RopePairing.None ? [] : [.. Enumerable.Range(0, batch).Select(_ => _random.Next(100))];
        MaskRows = shape.Heads * shape.N;
        Booleans = [.. Mask(shape.Mask == MaskKind.Boolean).Select(number => number != 0)];
        Numbers = [.. Mask(shape.Mask == MaskKind.Additive).Select(number => number == 0 ? float.NegativeInfinity : (float)number)];
        RelativeBias = [.. Uniform(shape.RelativeBias ? shape.RelativeBiasLength : 0)];
        Sink = [.. Uniform(shape.Sink == SinkKind.Learned ? shape.Heads : 0)];
        ModifierData = [.. Enumerable.Range(0, batch * (shape.Modifier?.DataLength(shape) ?? 0)).Select(_ => (float)_random.Next(3))];
    }

    public AttentionShape Shape { get; }

    public int Batch { get; }

    public AttentionWeights Weights { get; }

    public float[] X { get; }

    public float[] Context { get; }

    public float[] Query { get; }

    public float[] Key { get; }

    public float[] Value { get; }

    public int[] Lengths { get; }

    public int[] QueryLengths { get; }

    public int[] Positions { get; }

    public int MaskRows { get; }

    public bool[] Booleans { get; }

    public float[] Numbers { get; }

    public float[] RelativeBias { get; }

    public float[] Sink { get; }

    public float[] ModifierData { get; }

    /// <summary>Room for the output, and for every further result that the shape offers.</summary>
    public BatchResults Results(Entry entry) => new(Shape, Batch, entry);

    /// <summary>All that a call of the batch can bring.</summary>
    /// <param name="entry">The entry point.</param>
    /// <param name="results">Where the results go.</param>
    /// <param name="maskPerEntry">Whether each entry has its own mask and modifier data, else all have the first one's.</param>
    public BatchArguments Arguments(Entry entry, BatchResults results, bool maskPerEntry)
    {
        bool attend = entry == Entry.Attend;
        return new BatchArguments
        {
            Context = attend ? [] : Context,
            Lengths = Lengths,
            QueryLengths = HasQueryLengths(entry) ? QueryLengths : [],
            Positions = attend ? [] : Positions,
            AttentionWeights = results.Weights,
            BooleanMask = maskPerEntry ? Booleans : Of(Booleans, 0),
            AdditiveMask = maskPerEntry ? Numbers : Of(Numbers, 0),
            MaskPerEntry = maskPerEntry,
            RelativeBias = attend ? RelativeBias : [],
            Sink = attend ? Sink : [],
            ModifierData = maskPerEntry ? ModifierData : Of(ModifierData, 0),
            LogSumExp = results.LogSumExp,
            Scores = results.Scores,
        };
    }

    /// <summary>The same of one entry, for a call of it alone.</summary>
    public AttentionArguments Arguments(Entry entry, BatchResults results, bool maskPerEntry, int index)
    {
        bool attend = entry == Entry.Attend;
        return new AttentionArguments
        {
            Context = attend ? [] : Of(Context, index),
            Length = Lengths[index],
            QueryLength = HasQueryLengths(entry) ? QueryLengths[index] : null,
            Position = attend || Positions.Length == 0 ? 0 : Positions[index],
            AttentionWeights = Of(results.Weights, index),
            BooleanMask = Of(Booleans, maskPerEntry ? index : 0),
            AdditiveMask = Of(Numbers, maskPerEntry ? index : 0),
            RelativeBias = attend ? RelativeBias : [],
            Sink = attend ? Sink : [],
            ModifierData = Of(ModifierData, maskPerEntry ? index : 0),
            LogSumExp = Of(results.LogSumExp, index),
            Scores = Of(results.Scores, index),
        };
    }

    /// <summary>One entry's share.</summary>
    public Span<T> Of<T>(T[] all, int index) => all.AsSpan(index * (all.Length / Batch), all.Length / Batch);

    private bool HasQueryLengths(Entry entry) => entry == Entry.Attend || Shape.IsCrossAttention;

    private IEnumerable<int> Mask(bool has) => Enumerable.Range(0, has ? Batch * MaskRows * Shape.KeyValueLength : 0).Select(_ => _random.Next(4));

    private IEnumerable<float> Uniform(int count) => Enumerable.Range(0, count).Select(_ => (float)_random.NextDouble());
}
