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
        using GuardedMemory<double> wideQuery = Input(query);
        using GuardedMemory<double> wideKey = Input(key);
        using GuardedMemory<double> wideValue = Input(value);
        using var wideOutput = new GuardedMemory<double>(output.Length, Guard.AtEnd);
        Call(arguments, wide => kernel.Attend(wideQuery.Span, wideKey.Span, wideValue.Span, wideOutput.Span, wide));
        Narrow(wideOutput, output, "output");
    }

    public override void Forward(AttentionWeights weights, ReadOnlySpan<float> x, Span<float> output, AttentionArguments arguments)
    {
        DoubleKernel.DoubleFace face = kernel.Bind(weights.InDouble());
        using GuardedMemory<double> wideX = Input(x);
        using var wideOutput = new GuardedMemory<double>(output.Length, Guard.AtEnd);
        Call(arguments, wide => face.Forward(wideX.Span, wideOutput.Span, wide));
        Narrow(wideOutput, output, "output");
    }

    public override KernelFace ThroughInterface(AttentionWeights weights) => throw new NotSupportedException("Its own tests call it.");

    public override void AttendBatch(
        ReadOnlySpan<float> query, ReadOnlySpan<float> key, ReadOnlySpan<float> value, Span<float> output, BatchArguments arguments) =>
        throw new NotSupportedException("Kernels of doubles have no batches.");

    public override BatchForward ForwardBatch(AttentionWeights weights) => throw new NotSupportedException("Kernels of doubles have no batches.");

    private delegate void WideCall(AttentionArguments<double, double> arguments);

    private static void Call(AttentionArguments arguments, WideCall call)
    {
        using GuardedMemory<double> context = Input(arguments.Context);
        using GuardedMemory<double> mask = Input(arguments.AdditiveMask);
        using GuardedMemory<double> bias = Input(arguments.RelativeBias);
        using GuardedMemory<double> sink = Input(arguments.Sink);
        using var weights = new GuardedMemory<double>(arguments.AttentionWeights.Length, Guard.AtEnd);
        using var logs = new GuardedMemory<double>(arguments.LogSumExp.Length, Guard.AtEnd);
        using var scores = new GuardedMemory<double>(arguments.Scores.Length, Guard.AtEnd);
        call(new AttentionArguments<double, double>
        {
            Context = context.Span,
            AdditiveMask = mask.Span,
            BooleanMask = arguments.BooleanMask,
            MaskKeys = arguments.MaskKeys,
            RelativeBias = bias.Span,
            Sink = sink.Span,
            Length = arguments.Length,
            QueryLength = arguments.QueryLength,
            Position = arguments.Position,
            AttentionWeights = weights.Span,
            LogSumExp = logs.Span,
            Scores = scores.Span,
        });
        Narrow(weights, arguments.AttentionWeights, "attentionWeights");
        Narrow(logs, arguments.LogSumExp, "logSumExp");
        Narrow(scores, arguments.Scores, "scores");
    }

    private static GuardedMemory<double> Input(ReadOnlySpan<float> numbers)
    {
        var memory = new GuardedMemory<double>(numbers.Length, Guard.AtEnd);
        for (int i = 0; i < numbers.Length; i++)
        {
            memory.Span[i] = numbers[i];
        }

        memory.Protect();
        return memory;
    }

    private static void Narrow(GuardedMemory<double> numbers, Span<float> target, string what)
    {
        numbers.AssertSlackUntouched(what);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = (float)numbers.Span[i];
        }
    }
}
