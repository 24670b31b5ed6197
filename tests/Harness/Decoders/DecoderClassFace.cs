using System.Reflection;

namespace AttnGen.Tests.Harness;

/// <summary>
/// Calls the class's own constructor and methods, bound by their exact signatures: those of a shape that takes nothing but what every
/// decoder does.
/// </summary>
internal sealed class DecoderClassFace<TCache> : DecoderFace
    where TCache : AttentionCache, new()
{
    private readonly ForwardMethod _forward;
    private readonly AttendMethod _attend;

    public DecoderClassFace(Type type, AttentionShape shape, AttentionWeights weights)
        : base(shape)
    {
        ConstructorInfo constructor = type.GetConstructor([typeof(AttentionWeights)])
            ?? throw new MissingMethodException($"{type.Name} has no public constructor that takes AttentionWeights.");
        object kernel = constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [weights], null);
        _forward = ClassFace.Method<ForwardMethod>(type, "Forward").CreateDelegate<ForwardMethod>(kernel);
        _attend = ClassFace.Method<AttendMethod>(type, "Attend").CreateDelegate<AttendMethod>();
    }

    internal delegate void ForwardMethod(ReadOnlySpan<float> x, Span<float> output, TCache cache, Span<float> attentionWeights);

    internal delegate void AttendMethod(
        ReadOnlySpan<float> query,
        ReadOnlySpan<float> key,
        ReadOnlySpan<float> value,
        Span<float> output,
        TCache cache,
        Span<float> attentionWeights);

    public override AttentionCache CreateCache() => new TCache();

    public override void Forward(ReadOnlySpan<float> x, Span<float> output, AttentionCache cache, AttentionArguments arguments) =>
        _forward(x, output, (TCache)cache, arguments.AttentionWeights);

    public override void Attend(
        ReadOnlySpan<float> query,
        ReadOnlySpan<float> key,
        ReadOnlySpan<float> value,
        Span<float> output,
        AttentionCache cache,
        AttentionArguments arguments) =>
        _attend(query, key, value, output, (TCache)cache, arguments.AttentionWeights);
}
