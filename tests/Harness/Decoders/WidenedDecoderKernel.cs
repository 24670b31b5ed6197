using AttnGen.Tests.Kernels.Doubles;
using AttnGen.Tests.Kernels.Problems;

namespace AttnGen.Tests.Harness;

/// <summary>
/// A kernel of doubles with a cache. Called with floats, as the checks of all decoders do, it gets their values in memory that ends at a protected
/// page, and what it gives is rounded to floats.
/// </summary>
internal sealed class WidenedDecoderKernel(Type type, DoubleDecoder decoder) : DecoderKernel
{
    public override Type Type => type;

    public override AttentionShape Shape => decoder.Shape;

    public override KernelTier Tier => decoder.Tier;

    public override int ScratchBytes => decoder.ScratchBytes;

    public override DecoderFace ThroughInterface(AttentionWeights weights) => new Face(Shape, decoder.Bind(weights.InDouble()));

    public override DecoderFace ThroughClass(AttentionWeights weights) => ThroughInterface(weights);

    public override void Call(AttentionWeights weights, Entry entry, AttentionArguments arguments) =>
        throw new NotSupportedException("Its own tests call it.");

    private sealed class Face(AttentionShape shape, DoubleDecoder.DoubleSteps steps) : DecoderFace(shape)
    {
        public override AttentionCache CreateCache() => new MirrorCache<double>(Shape, steps.CreateCache());

        public override void Forward(ReadOnlySpan<float> x, Span<float> output, AttentionCache cache, AttentionArguments arguments)
        {
            using GuardedMemory<double> wideX = WideOperands.Input(x);
            using var wideOutput = new GuardedMemory<double>(output.Length, Guard.AtEnd);
            var mirror = (MirrorCache<double>)cache;
            WideOperands.Call(arguments, wide => steps.Forward(wideX.Span, wideOutput.Span, mirror.Follow(), wide));
            mirror.Show();
            WideOperands.Narrow(wideOutput, output, "output");
        }

        public override void Attend(
            ReadOnlySpan<float> query,
            ReadOnlySpan<float> key,
            ReadOnlySpan<float> value,
            Span<float> output,
            AttentionCache cache,
            AttentionArguments arguments)
        {
            using GuardedMemory<double> wideQuery = WideOperands.Input(query);
            using GuardedMemory<double> wideKey = WideOperands.Input(key);
            using GuardedMemory<double> wideValue = WideOperands.Input(value);
            using var wideOutput = new GuardedMemory<double>(output.Length, Guard.AtEnd);
            var mirror = (MirrorCache<double>)cache;
            WideOperands.Call(
                arguments, wide => steps.Attend(wideQuery.Span, wideKey.Span, wideValue.Span, wideOutput.Span, mirror.Follow(), wide));
            mirror.Show();
            WideOperands.Narrow(wideOutput, output, "output");
        }
    }
}
