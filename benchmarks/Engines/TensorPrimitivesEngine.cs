using System.Numerics.Tensors;
using AttnGen.Benchmarks.Workloads;

namespace AttnGen.Benchmarks.Engines;

/// <summary>
/// What <see cref="TensorPrimitives"/> offers today, used with care: every operand is walked row by row, so that each call reads
/// contiguous memory, and nothing is copied or allocated.
/// </summary>
internal sealed class TensorPrimitivesEngine(Workload workload) : IEngine
{
    private readonly AttentionShape _shape = workload.Shape;
    private readonly float _scale = (float)workload.Shape.Scale;
    private readonly ManagedOperands _operands = new(workload);

    /// <summary>The engine's column.</summary>
    public static EngineEntry Entry { get; } = new(
        "TensorPrimitives",
        EngineFamily.Handwritten,
        $"System.Numerics.Tensors {EngineCatalog.VersionOf(typeof(TensorPrimitives).Assembly)}",
        static (_, workload) => new TensorPrimitivesEngine(workload));

    /// <inheritdoc/>
    public void Run()
    {
        if (_operands.Projected)
        {
            int queryWidth = _shape.Heads * _shape.DK;
            int valueWidth = _shape.Heads * _shape.DV;
            Project(_operands.X, _operands.QueryWeights, _operands.Query, _shape.DModel, queryWidth);
            Project(_operands.X, _operands.KeyWeights, _operands.Key, _shape.DModel, queryWidth);
            Project(_operands.X, _operands.ValueWeights, _operands.Value, _shape.DModel, valueWidth);
        }

        for (int head = 0; head < _shape.Heads; head++)
        {
            for (int token = 0; token < _shape.N; token++)
            {
                Attend(head, token);
            }
        }
    }

    /// <inheritdoc/>
    public void CopyOutput(Span<float> destination) => _operands.Output.CopyTo(destination);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>y = x·W as a sum of W's rows: W lies [in, out], so its rows are contiguous and its columns are not.</summary>
    private static void Project(ReadOnlySpan<float> x, ReadOnlySpan<float> weights, Span<float> y, int inputs, int outputs)
    {
        for (int row = 0; row * inputs < x.Length; row++)
        {
            ReadOnlySpan<float> xRow = x.Slice(row * inputs, inputs);
            Span<float> yRow = y.Slice(row * outputs, outputs);
            TensorPrimitives.Multiply(weights[..outputs], xRow[0], yRow);
            for (int input = 1; input < inputs; input++)
            {
                TensorPrimitives.MultiplyAdd(weights.Slice(input * outputs, outputs), xRow[input], yRow, yRow);
            }
        }
    }

    private void Attend(int head, int token)
    {
        int dK = _shape.DK;
        int dV = _shape.DV;
        int queryWidth = _shape.Heads * dK;
        int valueWidth = _shape.Heads * dV;

        ReadOnlySpan<float> query = _operands.Query.AsSpan((token * queryWidth) + (head * dK), dK);
        Span<float> scores = _operands.Scores;
        for (int j = 0; j < scores.Length; j++)
        {
            scores[j] = TensorPrimitives.Dot(query, _operands.Key.AsSpan((j * queryWidth) + (head * dK), dK));
        }

        TensorPrimitives.Multiply(scores, _scale, scores);
        TensorPrimitives.SoftMax(scores, scores);

        Span<float> output = _operands.Output.AsSpan((token * valueWidth) + (head * dV), dV);
        TensorPrimitives.Multiply(_operands.Value.AsSpan(head * dV, dV), scores[0], output);
        for (int j = 1; j < scores.Length; j++)
        {
            TensorPrimitives.MultiplyAdd(_operands.Value.AsSpan((j * valueWidth) + (head * dV), dV), scores[j], output, output);
        }
    }
}
