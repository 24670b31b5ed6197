using AttnGen.Tests.Kernels.Problems;

namespace AttnGen.Tests.Harness;

/// <summary>
/// A kernel with a cache of 16 bits. Called with floats, as the checks of all decoders do, it gets elements that end at a protected page; the
/// floats are meant to be such numbers already.
/// </summary>
internal sealed class NarrowDecoderKernel<TKernel, TCache, TElement> : DecoderKernel
    where TKernel : class, IDecoderKernel<TKernel, TCache, TElement>
    where TCache : AttentionCache<TElement>, new()
    where TElement : unmanaged
{
    public override Type Type => typeof(TKernel);

    public override AttentionShape Shape => TKernel.Shape;

    public override KernelTier Tier => TKernel.Tier;

    public override int ScratchBytes => TKernel.ScratchBytes;

    public override DecoderFace ThroughInterface(AttentionWeights weights) => new Face(TKernel.Create(weights));

    public override DecoderFace ThroughClass(AttentionWeights weights) => ThroughInterface(weights);

    public override void Call(AttentionWeights weights, Entry entry, AttentionArguments arguments) =>
        throw new NotSupportedException("Its own tests call it.");

    private sealed class Face(TKernel kernel) : DecoderFace(TKernel.Shape)
    {
        public override AttentionCache CreateCache() => new MirrorCache<TElement>(Shape, new TCache());

        public override void Forward(ReadOnlySpan<float> x, Span<float> output, AttentionCache cache, AttentionArguments arguments)
        {
            using GuardedMemory<TElement> narrowX = ElementOperands.Input<TElement>(x);
            using GuardedMemory<TElement> mask = ElementOperands.Input<TElement>(arguments.AdditiveMask);
            using var narrowOutput = new GuardedMemory<TElement>(output.Length, Guard.AtEnd);
            var mirror = (MirrorCache<TElement>)cache;
            kernel.Forward(narrowX.Span, narrowOutput.Span, (TCache)mirror.Follow(), ElementOperands.Arguments(arguments, [], mask.Span));
            mirror.Show();
            ElementOperands.Widen(narrowOutput, output);
        }

        public override void Attend(
            ReadOnlySpan<float> query,
            ReadOnlySpan<float> key,
            ReadOnlySpan<float> value,
            Span<float> output,
            AttentionCache cache,
            AttentionArguments arguments)
        {
            using GuardedMemory<TElement> narrowQuery = ElementOperands.Input<TElement>(query);
            using GuardedMemory<TElement> narrowKey = ElementOperands.Input<TElement>(key);
            using GuardedMemory<TElement> narrowValue = ElementOperands.Input<TElement>(value);
            using GuardedMemory<TElement> mask = ElementOperands.Input<TElement>(arguments.AdditiveMask);
            using var narrowOutput = new GuardedMemory<TElement>(output.Length, Guard.AtEnd);
            var mirror = (MirrorCache<TElement>)cache;
            TKernel.Attend(
                narrowQuery.Span,
                narrowKey.Span,
                narrowValue.Span,
                narrowOutput.Span,
                (TCache)mirror.Follow(),
                ElementOperands.Arguments(arguments, [], mask.Span));
            mirror.Show();
            ElementOperands.Widen(narrowOutput, output);
        }
    }
}
