namespace AttnGen.Tests.Harness;

/// <summary>Calls through the interface's static abstract and instance members.</summary>
internal sealed class DecoderInterfaceFace<TKernel, TCache>(TKernel kernel) : DecoderFace(TKernel.Shape)
    where TKernel : class, IDecoderKernel<TKernel, TCache>
    where TCache : AttentionCache, new()
{
    public override AttentionCache CreateCache() => new TCache();

    public override void Forward(ReadOnlySpan<float> x, Span<float> output, AttentionCache cache, AttentionArguments arguments) =>
        kernel.Forward(x, output, (TCache)cache, arguments);

    public override void Attend(
        ReadOnlySpan<float> query,
        ReadOnlySpan<float> key,
        ReadOnlySpan<float> value,
        Span<float> output,
        AttentionCache cache,
        AttentionArguments arguments) =>
        TKernel.Attend(query, key, value, output, (TCache)cache, arguments);
}
