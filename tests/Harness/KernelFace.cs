namespace AttnGen.Tests.Harness;

/// <summary>
/// One way to call one kernel instance; every check runs on each way. A context that is empty and a length that is null are not passed
/// on where the way of calling has a default for them.
/// </summary>
internal abstract class KernelFace(AttentionShape shape)
{
    public AttentionShape Shape { get; } = shape;

    public abstract void Forward(
        ReadOnlySpan<float> x,
        Span<float> output,
        ReadOnlySpan<float> context = default,
        int? length = null,
        Span<float> attentionWeights = default,
        int position = 0,
        int? queryLength = null);

    public abstract void Attend(
        ReadOnlySpan<float> query,
        ReadOnlySpan<float> key,
        ReadOnlySpan<float> value,
        Span<float> output,
        int? length = null,
        Span<float> attentionWeights = default,
        int? queryLength = null);
}
