using AttnGen.Benchmarks.Tables;
using AttnGen.Benchmarks.Workloads;

namespace AttnGen.Benchmarks.Engines;

/// <summary>A workload's operands as the arrays that code in C# usually has, and room for what is computed from them.</summary>
internal sealed class ManagedOperands(Workload workload)
{
    /// <summary>Whether queries, keys and values are projected from <see cref="X"/>.</summary>
    public bool Projected { get; } = workload.Form == AttentionForm.WithProjections;

    /// <summary>X, n × dModel.</summary>
    public float[] X { get; } = workload.X.Span.ToArray();

    /// <summary>W_Q, dModel × heads·dK.</summary>
    public float[] QueryWeights { get; } = workload.Weights.Query.ToArray();

    /// <summary>W_K, dModel × heads·dK.</summary>
    public float[] KeyWeights { get; } = workload.Weights.Key.ToArray();

    /// <summary>W_V, dModel × heads·dV.</summary>
    public float[] ValueWeights { get; } = workload.Weights.Value.ToArray();

    /// <summary>Q, n × heads·dK.</summary>
    public float[] Query { get; } = Given(workload, workload.Query, workload.Shape.QueryLength);

    /// <summary>K, keyValueLength × heads·dK.</summary>
    public float[] Key { get; } = Given(workload, workload.Key, workload.Shape.KeyLength);

    /// <summary>V, keyValueLength × heads·dV.</summary>
    public float[] Value { get; } = Given(workload, workload.Value, workload.Shape.ValueLength);

    /// <summary>The scores of one query and head.</summary>
    public float[] Scores { get; } = new float[workload.Shape.KeyValueLength];

    /// <summary>The result, n × heads·dV.</summary>
    public float[] Output { get; } = new float[workload.OutputLength];

    private static float[] Given(Workload workload, AlignedBuffer operand, int length) =>
        workload.Form == AttentionForm.Alone ? operand.Span.ToArray() : new float[length];
}
