using AttnGen.Tests.Kernels.Doubles;

namespace AttnGen.Tests.Harness;

/// <summary>
/// A kernel of doubles. Called with floats, as the checks of all kernels do, it gets their values in memory that ends at a protected page, and what
/// it gives is rounded to floats.
/// </summary>
internal sealed class WidenedKernel(Type type, DoubleKernel kernel) : Kernel
{
    public override Type Type => type;

    public override AttentionShape Shape => kernel.Shape;

    public override KernelTier Tier => kernel.Tier;

    public override int ScratchBytes => kernel.ScratchBytes;

    public override void Attend(
        ReadOnlySpan<float> query, ReadOnlySpan<float> key, ReadOnlySpan<float> value, Span<float> output, AttentionArguments arguments)
    {
        using GuardedMemory<double> wideQuery = WideOperands.Input(query);
        using GuardedMemory<double> wideKey = WideOperands.Input(key);
        using GuardedMemory<double> wideValue = WideOperands.Input(value);
        using var wideOutput = new GuardedMemory<double>(output.Length, Guard.AtEnd);
        WideOperands.Call(arguments, wide => kernel.Attend(wideQuery.Span, wideKey.Span, wideValue.Span, wideOutput.Span, wide));
        WideOperands.Narrow(wideOutput, output, "output");
    }

    public override void Forward(AttentionWeights weights, ReadOnlySpan<float> x, Span<float> output, AttentionArguments arguments)
    {
        DoubleKernel.DoubleFace face = kernel.Bind(weights.InDouble());
        using GuardedMemory<double> wideX = WideOperands.Input(x);
        using var wideOutput = new GuardedMemory<double>(output.Length, Guard.AtEnd);
        WideOperands.Call(arguments, wide => face.Forward(wideX.Span, wideOutput.Span, wide));
        WideOperands.Narrow(wideOutput, output, "output");
    }

    public override KernelFace ThroughInterface(AttentionWeights weights) => throw new NotSupportedException("Its own tests call it.");

    public override void AttendBatch(
        ReadOnlySpan<float> query, ReadOnlySpan<float> key, ReadOnlySpan<float> value, Span<float> output, BatchArguments arguments) =>
        throw new NotSupportedException("Its own tests call it.");

    public override BatchForward ForwardBatch(AttentionWeights weights) => throw new NotSupportedException("Its own tests call it.");
}
