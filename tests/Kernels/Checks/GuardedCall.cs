using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Problems;

namespace AttnGen.Tests.Kernels.Checks;

/// <summary>
/// Calls a kernel with every operand at a guard page: reading or writing one float too many ends the process, and so does a write to
/// an input. The stack trace then names the shape.
/// </summary>
internal static class GuardedCall
{
    public static Answer<float> Run(KernelFace face, Entry entry, Problem problem, Guard guard, int? length, bool attentionWeights)
    {
        AttentionShape shape = problem.Shape;
        using GuardedBuffer output = GuardedBuffer.Output(shape.OutputLengthOf(entry), guard);
        using GuardedBuffer? weights = attentionWeights ? GuardedBuffer.Output(checked((int)shape.AttentionWeightsLength), guard) : null;
        Span<float> weightsSpan = weights is null ? default : weights.Span;
        if (entry == Entry.Forward)
        {
            using GuardedBuffer x = GuardedBuffer.Input(problem.X, guard);
            using GuardedBuffer context = GuardedBuffer.Input(problem.Context, guard);
            face.Forward(x.Span, output.Span, shape.IsCrossAttention ? context.Span : default, length, weightsSpan, problem.Position);
        }
        else
        {
            using GuardedBuffer query = GuardedBuffer.Input(problem.Query, guard);
            using GuardedBuffer key = GuardedBuffer.Input(problem.Key, guard);
            using GuardedBuffer value = GuardedBuffer.Input(problem.Value, guard);
            face.Attend(query.Span, key.Span, value.Span, output.Span, length, weightsSpan);
        }

        output.AssertSlackUntouched("output");
        weights?.AssertSlackUntouched("attentionWeights");
        return new Answer<float>(output.Span.ToArray(), weightsSpan.ToArray());
    }
}
