namespace AttnGen.Tests.Harness;

/// <summary>Calls through the interface's static abstract and instance members.</summary>
internal sealed class InterfaceFace<TKernel>(TKernel kernel) : KernelFace(TKernel.Shape)
    where TKernel : class, IAttentionKernel<TKernel>
{
    public override void Forward(
        ReadOnlySpan<float> x,
        Span<float> output,
        ReadOnlySpan<float> context,
        int? length,
        Span<float> attentionWeights,
        int position,
        int? queryLength) =>
        kernel.Forward(
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
        TKernel.Attend(
            query,
            key,
            value,
            output,
            new AttentionArguments { Length = length, AttentionWeights = attentionWeights, QueryLength = queryLength });
}
