using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Problems;

namespace AttnGen.Tests.Kernels.Checks;

/// <summary>One entry point with operands of its own, to be called again and again without an allocation by the test.</summary>
internal sealed class RepeatedCall(KernelFace face, Entry entry, Problem problem)
{
    private readonly int _someTokens = Math.Max(1, problem.Shape.KeyValueLength - 1);

    public float[] Output { get; } = new float[problem.Shape.OutputLengthOf(entry)];

    public float[] AttentionWeights { get; } = new float[problem.Shape.AttentionWeightsLength];

    public void Invoke(bool withLength, bool withWeights)
    {
        int? length = withLength ? _someTokens : null;
        Span<float> weights = withWeights ? AttentionWeights : default;
        if (entry == Entry.Forward)
        {
            face.Forward(problem.X, Output, problem.Context, length, weights, problem.Position);
        }
        else
        {
            face.Attend(problem.Query, problem.Key, problem.Value, Output, length, weights);
        }
    }
}
