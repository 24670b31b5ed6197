namespace AttnGen.Tests.Harness;

/// <summary>A kernel type with operands of 16 bits, through <see cref="IAttentionKernel{TSelf, TElement}"/>.</summary>
internal sealed class TypedElementKernel<TKernel, TElement> : ElementKernel<TElement>
    where TKernel : class, IAttentionKernel<TKernel, TElement>
    where TElement : unmanaged
{
    public override Type Type => typeof(TKernel);

    public override AttentionShape Shape => TKernel.Shape;

    public override KernelTier Tier => TKernel.Tier;

    public override int ScratchBytes => TKernel.ScratchBytes;

    public override ElementFace<TElement> Bind(AttentionWeights weights) => new Face(this, TKernel.Create(weights));

    protected override void AttendElements(
        ReadOnlySpan<TElement> query,
        ReadOnlySpan<TElement> key,
        ReadOnlySpan<TElement> value,
        Span<TElement> output,
        AttentionArguments<TElement> arguments) =>
        TKernel.Attend(query, key, value, output, arguments);

    protected override void AttendElements(
        ReadOnlySpan<TElement> query,
        ReadOnlySpan<TElement> key,
        ReadOnlySpan<TElement> value,
        Span<TElement> output,
        BatchArguments<TElement> arguments) =>
        ElementBatch.AttendBatch<TKernel, TElement>(query, key, value, output, arguments);

    private sealed class Face(TypedElementKernel<TKernel, TElement> kernel, TKernel instance) : ElementFace<TElement>(kernel)
    {
        public override void Attend(
            ReadOnlySpan<TElement> query,
            ReadOnlySpan<TElement> key,
            ReadOnlySpan<TElement> value,
            Span<TElement> output,
            AttentionArguments<TElement> arguments) =>
            TKernel.Attend(query, key, value, output, arguments);

        public override void Forward(ReadOnlySpan<TElement> x, Span<TElement> output, AttentionArguments<TElement> arguments) =>
            instance.Forward(x, output, arguments);

        public override void ForwardBatch(ReadOnlySpan<TElement> x, Span<TElement> output, BatchArguments<TElement> arguments) =>
            instance.ForwardBatch(x, output, arguments);
    }
}
