namespace AttnGen.Tests.Harness;

/// <summary>One way to call one kernel with a cache; every check runs on each way.</summary>
internal abstract class DecoderFace(AttentionShape shape)
{
    public AttentionShape Shape { get; } = shape;

    /// <summary>An empty cache.</summary>
    public abstract AttentionCache CreateCache();

    public abstract void Forward(ReadOnlySpan<float> x, Span<float> output, AttentionCache cache, AttentionArguments arguments = default);

    public abstract void Attend(
        ReadOnlySpan<float> query,
        ReadOnlySpan<float> key,
        ReadOnlySpan<float> value,
        Span<float> output,
        AttentionCache cache,
        AttentionArguments arguments = default);
}
