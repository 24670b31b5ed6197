namespace AttnGen.Tests.Harness;

/// <summary>Calls of one kernel instance on elements of 16 bits, without a detour.</summary>
internal abstract class ElementFace<TElement>(ElementKernel<TElement> kernel)
    where TElement : unmanaged
{
    public ElementKernel<TElement> Kernel { get; } = kernel;

    public AttentionShape Shape => Kernel.Shape;

    public abstract void Attend(
        ReadOnlySpan<TElement> query,
        ReadOnlySpan<TElement> key,
        ReadOnlySpan<TElement> value,
        Span<TElement> output,
        AttentionArguments<TElement> arguments);

    public abstract void ForwardBatch(ReadOnlySpan<TElement> x, Span<TElement> output, BatchArguments<TElement> arguments);

    public abstract void Forward(ReadOnlySpan<TElement> x, Span<TElement> output, AttentionArguments<TElement> arguments);
}
