using System.Reflection;

namespace AttnGen.Tests.Harness;

/// <summary>Calls the class's own constructor and methods, bound by their exact signatures.</summary>
internal sealed class ClassFace : KernelFace
{
    private readonly SelfForward? _selfForward;
    private readonly CrossForward? _crossForward;
    private readonly AttendMethod _attend;

    public ClassFace(Type type, AttentionShape shape, AttentionWeights weights)
        : base(shape)
    {
        ConstructorInfo constructor = type.GetConstructor([typeof(AttentionWeights)])
            ?? throw new MissingMethodException($"{type.Name} has no public constructor that takes AttentionWeights.");
        object kernel = constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [weights], null);
        if (shape.IsCrossAttention)
        {
            _crossForward = Method<CrossForward>(type, "Forward").CreateDelegate<CrossForward>(kernel);
        }
        else
        {
            _selfForward = Method<SelfForward>(type, "Forward").CreateDelegate<SelfForward>(kernel);
        }

        _attend = Method<AttendMethod>(type, "Attend").CreateDelegate<AttendMethod>();
    }

    internal delegate void SelfForward(ReadOnlySpan<float> x, Span<float> output, int length, Span<float> attentionWeights);

    internal delegate void CrossForward(
        ReadOnlySpan<float> x, Span<float> output, ReadOnlySpan<float> context, int length, Span<float> attentionWeights);

    internal delegate void AttendMethod(
        ReadOnlySpan<float> query,
        ReadOnlySpan<float> key,
        ReadOnlySpan<float> value,
        Span<float> output,
        int length,
        Span<float> attentionWeights);

    /// <summary>The public method with the parameter types of a delegate.</summary>
    public static MethodInfo Method<TDelegate>(Type type, string name)
        where TDelegate : Delegate
    {
        Type[] parameters = [.. typeof(TDelegate).GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType)];
        return type.GetMethod(name, parameters)
            ?? throw new MissingMethodException($"{type.Name} has no public {name}({string.Join<Type>(", ", parameters)}).");
    }

    public override void Forward(
        ReadOnlySpan<float> x, Span<float> output, ReadOnlySpan<float> context, int? length, Span<float> attentionWeights)
    {
        if (_crossForward is not null)
        {
            _crossForward(x, output, context, length ?? Shape.KeyValueLength, attentionWeights);
        }
        else
        {
            _selfForward!(x, output, length ?? Shape.N, attentionWeights);
        }
    }

    public override void Attend(
        ReadOnlySpan<float> query,
        ReadOnlySpan<float> key,
        ReadOnlySpan<float> value,
        Span<float> output,
        int? length,
        Span<float> attentionWeights) =>
        _attend(query, key, value, output, length ?? Shape.KeyValueLength, attentionWeights);
}
