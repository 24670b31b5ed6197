using System.Reflection;

namespace AttnGen.Tests.Harness;

/// <summary>Calls the class's own constructor and methods, bound by their exact signatures.</summary>
internal sealed class ClassFace : KernelFace
{
    private readonly AnyForward _forward;
    private readonly AttendMethod _attend;

    public ClassFace(Type type, AttentionShape shape, AttentionWeights weights)
        : base(shape)
    {
        ConstructorInfo constructor = type.GetConstructor([typeof(AttentionWeights)])
            ?? throw new MissingMethodException($"{type.Name} has no public constructor that takes AttentionWeights.");
        object kernel = constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [weights], null);
        _forward = (shape.IsCrossAttention, shape.Rope != RopePairing.None) switch
        {
            (false, false) => Self(Method<SelfForward>(type, "Forward").CreateDelegate<SelfForward>(kernel)),
            (true, false) => Cross(Method<CrossForward>(type, "Forward").CreateDelegate<CrossForward>(kernel)),
            (false, true) => Self(Method<PositionedSelfForward>(type, "Forward").CreateDelegate<PositionedSelfForward>(kernel)),
            _ => Cross(Method<PositionedCrossForward>(type, "Forward").CreateDelegate<PositionedCrossForward>(kernel)),
        };
        _attend = Method<AttendMethod>(type, "Attend").CreateDelegate<AttendMethod>();
    }

    internal delegate void SelfForward(ReadOnlySpan<float> x, Span<float> output, int length, Span<float> attentionWeights);

    internal delegate void CrossForward(
        ReadOnlySpan<float> x, Span<float> output, ReadOnlySpan<float> context, int length, Span<float> attentionWeights, int queryLength);

    internal delegate void PositionedSelfForward(
        ReadOnlySpan<float> x, Span<float> output, int length, Span<float> attentionWeights, int position);

    internal delegate void PositionedCrossForward(
        ReadOnlySpan<float> x,
        Span<float> output,
        ReadOnlySpan<float> context,
        int length,
        Span<float> attentionWeights,
        int position,
        int queryLength);

    internal delegate void AttendMethod(
        ReadOnlySpan<float> query,
        ReadOnlySpan<float> key,
        ReadOnlySpan<float> value,
        Span<float> output,
        int length,
        Span<float> attentionWeights,
        int queryLength);

    private delegate void AnyForward(
        ReadOnlySpan<float> x,
        Span<float> output,
        ReadOnlySpan<float> context,
        int length,
        Span<float> attentionWeights,
        int position,
        int? queryLength);

    /// <summary>The delegate that a kernel's Forward has.</summary>
    public static Type ForwardOf(AttentionShape shape) => (shape.IsCrossAttention, shape.Rope != RopePairing.None) switch
    {
        (false, false) => typeof(SelfForward),
        (true, false) => typeof(CrossForward),
        (false, true) => typeof(PositionedSelfForward),
        _ => typeof(PositionedCrossForward),
    };

    /// <summary>The public method with the parameter types of a delegate.</summary>
    public static MethodInfo Method<TDelegate>(Type type, string name)
        where TDelegate : Delegate =>
        Method(type, name, typeof(TDelegate));

    /// <summary>The public method with the parameter types of a delegate.</summary>
    public static MethodInfo Method(Type type, string name, Type delegateType)
    {
        Type[] parameters = [.. delegateType.GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType)];
        return type.GetMethod(name, parameters)
            ?? throw new MissingMethodException($"{type.Name} has no public {name}({string.Join<Type>(", ", parameters)}).");
    }

    public override void Forward(
        ReadOnlySpan<float> x,
        Span<float> output,
        ReadOnlySpan<float> context,
        int? length,
        Span<float> attentionWeights,
        int position,
        int? queryLength) =>
        _forward(x, output, context, length ?? Shape.KeyValueLength, attentionWeights, position, queryLength);

    public override void Attend(
        ReadOnlySpan<float> query,
        ReadOnlySpan<float> key,
        ReadOnlySpan<float> value,
        Span<float> output,
        int? length,
        Span<float> attentionWeights,
        int? queryLength) =>
        _attend(query, key, value, output, length ?? Shape.KeyValueLength, attentionWeights, queryLength ?? Shape.N);

    private static AnyForward Self(SelfForward forward) => (x, output, _, length, attentionWeights, _, queryLength) =>
    {
        AssertAbsent(queryLength);
        forward(x, output, length, attentionWeights);
    };

    private AnyForward Cross(CrossForward forward) => (x, output, context, length, attentionWeights, _, queryLength) =>
        forward(x, output, context, length, attentionWeights, queryLength ?? Shape.N);

    private static AnyForward Self(PositionedSelfForward forward) => (x, output, _, length, attentionWeights, position, queryLength) =>
    {
        AssertAbsent(queryLength);
        forward(x, output, length, attentionWeights, position);
    };

    private AnyForward Cross(PositionedCrossForward forward) => (x, output, context, length, attentionWeights, position, queryLength) =>
        forward(x, output, context, length, attentionWeights, position, queryLength ?? Shape.N);

    private static void AssertAbsent(int? queryLength)
    {
        if (queryLength.HasValue)
        {
            throw new ArgumentException("Forward of self-attention has no such argument.", nameof(queryLength));
        }
    }
}
