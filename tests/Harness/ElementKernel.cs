namespace AttnGen.Tests.Harness;

/// <summary>
/// A kernel whose operands are of 16 bits. Called with floats, as the checks of all kernels do, it gets elements that end at a protected page;
/// the floats are meant to be such numbers already. Its own methods take the elements as they are.
/// </summary>
internal abstract class ElementKernel<TElement> : Kernel
    where TElement : unmanaged
{
    /// <summary>Calls that take elements as they are.</summary>
    public abstract ElementFace<TElement> Bind(AttentionWeights weights);

    public override KernelFace ThroughInterface(AttentionWeights weights) => new FloatsFace(Bind(weights));

    public override KernelFace ThroughClass(AttentionWeights weights) => ThroughInterface(weights);

    public override void Attend(
        ReadOnlySpan<float> query, ReadOnlySpan<float> key, ReadOnlySpan<float> value, Span<float> output, AttentionArguments arguments)
    {
        using GuardedMemory<TElement> narrowQuery = ElementOperands.Input<TElement>(query);
        using GuardedMemory<TElement> narrowKey = ElementOperands.Input<TElement>(key);
        using GuardedMemory<TElement> narrowValue = ElementOperands.Input<TElement>(value);
        using GuardedMemory<TElement> mask = ElementOperands.Input<TElement>(arguments.AdditiveMask);
        using GuardedMemory<TElement> context = ElementOperands.Input<TElement>(arguments.Context);
        using var narrowOutput = new GuardedMemory<TElement>(output.Length, Guard.AtEnd);
        AttendElements(
            narrowQuery.Span,
            narrowKey.Span,
            narrowValue.Span,
            narrowOutput.Span,
            ElementOperands.Arguments(arguments, context.Span, mask.Span));
        ElementOperands.Widen(narrowOutput, output);
    }

    public override void Forward(AttentionWeights weights, ReadOnlySpan<float> x, Span<float> output, AttentionArguments arguments) =>
        Forward(Bind(weights), x, output, arguments);

    public override void AttendBatch(
        ReadOnlySpan<float> query, ReadOnlySpan<float> key, ReadOnlySpan<float> value, Span<float> output, BatchArguments arguments)
    {
        using GuardedMemory<TElement> narrowQuery = ElementOperands.Input<TElement>(query);
        using GuardedMemory<TElement> narrowKey = ElementOperands.Input<TElement>(key);
        using GuardedMemory<TElement> narrowValue = ElementOperands.Input<TElement>(value);
        using GuardedMemory<TElement> mask = ElementOperands.Input<TElement>(arguments.AdditiveMask);
        using var narrowOutput = new GuardedMemory<TElement>(output.Length, Guard.AtEnd);
        AttendElements(
            narrowQuery.Span,
            narrowKey.Span,
            narrowValue.Span,
            narrowOutput.Span,
            ElementOperands.Arguments(arguments, [], mask.Span));
        ElementOperands.Widen(narrowOutput, output);
    }

    public override BatchForward ForwardBatch(AttentionWeights weights)
    {
        ElementFace<TElement> face = Bind(weights);
        return (x, output, arguments) =>
        {
            using GuardedMemory<TElement> narrowX = ElementOperands.Input<TElement>(x);
            using GuardedMemory<TElement> mask = ElementOperands.Input<TElement>(arguments.AdditiveMask);
            using GuardedMemory<TElement> context = ElementOperands.Input<TElement>(arguments.Context);
            using var narrowOutput = new GuardedMemory<TElement>(output.Length, Guard.AtEnd);
            face.ForwardBatch(narrowX.Span, narrowOutput.Span, ElementOperands.Arguments(arguments, context.Span, mask.Span));
            ElementOperands.Widen(narrowOutput, output);
        };
    }

    protected abstract void AttendElements(
        ReadOnlySpan<TElement> query,
        ReadOnlySpan<TElement> key,
        ReadOnlySpan<TElement> value,
        Span<TElement> output,
        BatchArguments<TElement> arguments);

    protected abstract void AttendElements(
        ReadOnlySpan<TElement> query,
        ReadOnlySpan<TElement> key,
        ReadOnlySpan<TElement> value,
        Span<TElement> output,
        AttentionArguments<TElement> arguments);

    private static void Forward(ElementFace<TElement> face, ReadOnlySpan<float> x, Span<float> output, AttentionArguments arguments)
    {
        using GuardedMemory<TElement> narrowX = ElementOperands.Input<TElement>(x);
        using GuardedMemory<TElement> mask = ElementOperands.Input<TElement>(arguments.AdditiveMask);
        using GuardedMemory<TElement> context = ElementOperands.Input<TElement>(arguments.Context);
        using var narrowOutput = new GuardedMemory<TElement>(output.Length, Guard.AtEnd);
        face.Forward(narrowX.Span, narrowOutput.Span, ElementOperands.Arguments(arguments, context.Span, mask.Span));
        ElementOperands.Widen(narrowOutput, output);
    }

    private sealed class FloatsFace(ElementFace<TElement> face) : KernelFace(face.Shape)
    {
        public override void Forward(
            ReadOnlySpan<float> x,
            Span<float> output,
            ReadOnlySpan<float> context,
            int? length,
            Span<float> attentionWeights,
            int position,
            int? queryLength) =>
            ElementKernel<TElement>.Forward(
                face,
                x,
                output,
                new AttentionArguments
                {
                    Context = context, Length = length, AttentionWeights = attentionWeights, Position = position, QueryLength = queryLength,
                });

        public override void Attend(
            ReadOnlySpan<float> query,
            ReadOnlySpan<float> key,
            ReadOnlySpan<float> value,
            Span<float> output,
            int? length,
            Span<float> attentionWeights,
            int? queryLength) =>
            face.Kernel.Attend(
                query,
                key,
                value,
                output,
                new AttentionArguments { Length = length, AttentionWeights = attentionWeights, QueryLength = queryLength });
    }
}
