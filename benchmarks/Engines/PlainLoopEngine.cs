using AttnGen.Benchmarks.Workloads;

namespace AttnGen.Benchmarks.Engines;

/// <summary>The loops that a .NET developer writes from the formula: arrays, indices and <see cref="MathF.Exp"/>.</summary>
internal sealed class PlainLoopEngine(Workload workload) : IEngine
{
    private readonly AttentionShape _shape = workload.Shape;
    private readonly float _scale = (float)workload.Shape.Scale;
    private readonly ManagedOperands _operands = new(workload);

    /// <summary>The engine's column.</summary>
    public static EngineEntry Entry { get; } = new(
        "Plain loop",
        EngineFamily.Handwritten,
        $"C# on .NET {Environment.Version}",
        static (_, workload) => new PlainLoopEngine(workload));

    /// <inheritdoc/>
    public void Run()
    {
        if (_operands.Projected)
        {
            int queryWidth = _shape.Heads * _shape.DK;
            int valueWidth = _shape.Heads * _shape.DV;
            Project(_operands.X, _operands.QueryWeights, _operands.Query, _shape.N, _shape.DModel, queryWidth);
            Project(_operands.X, _operands.KeyWeights, _operands.Key, _shape.KeyValueLength, _shape.DModel, queryWidth);
            Project(_operands.X, _operands.ValueWeights, _operands.Value, _shape.KeyValueLength, _shape.DModel, valueWidth);
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

    private static void Project(float[] x, float[] weights, float[] y, int rows, int inputs, int outputs)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int output = 0; output < outputs; output++)
            {
                float sum = 0;
                for (int input = 0; input < inputs; input++)
                {
                    sum += x[(row * inputs) + input] * weights[(input * outputs) + output];
                }

                y[(row * outputs) + output] = sum;
            }
        }
    }

    private void Attend(int head, int token)
    {
        float[] query = _operands.Query;
        float[] key = _operands.Key;
        float[] value = _operands.Value;
        float[] scores = _operands.Scores;
        int keys = _shape.KeyValueLength;
        int dK = _shape.DK;
        int dV = _shape.DV;
        int queryWidth = _shape.Heads * dK;
        int valueWidth = _shape.Heads * dV;

        int queryStart = (token * queryWidth) + (head * dK);
        float max = float.NegativeInfinity;
        for (int j = 0; j < keys; j++)
        {
            int keyStart = (j * queryWidth) + (head * dK);
            float dot = 0;
            for (int c = 0; c < dK; c++)
            {
                dot += query[queryStart + c] * key[keyStart + c];
            }

            scores[j] = dot * _scale;
            max = Math.Max(max, scores[j]);
        }

        float sum = 0;
        for (int j = 0; j < keys; j++)
        {
            scores[j] = MathF.Exp(scores[j] - max);
            sum += scores[j];
        }

        int outputStart = (token * valueWidth) + (head * dV);
        for (int c = 0; c < dV; c++)
        {
            float mixed = 0;
            for (int j = 0; j < keys; j++)
            {
                mixed += scores[j] * value[(j * valueWidth) + (head * dV) + c];
            }

            _operands.Output[outputStart + c] = mixed / sum;
        }
    }
}
