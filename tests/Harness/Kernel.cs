using System.Reflection;
using AttnGen.Tests.Kernels.Doubles;

namespace AttnGen.Tests.Harness;

/// <summary>A kernel type that the tests know only at run time. Reflection is used once to make it; calls are direct.</summary>
internal abstract class Kernel
{
    /// <summary>The kernel's class.</summary>
    public abstract Type Type { get; }

    public abstract AttentionShape Shape { get; }

    public abstract KernelTier Tier { get; }

    public abstract int ScratchBytes { get; }

    public static Kernel Of<TKernel>()
        where TKernel : class, IAttentionKernel<TKernel> => new Typed<TKernel>();

    public static Kernel Of(Type type)
    {
        Type? elements = type.GetInterfaces()
            .SingleOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IAttentionKernel<,>));
        if (elements is not null)
        {
            return (Kernel)Activator.CreateInstance(typeof(TypedElementKernel<,>).MakeGenericType(elements.GetGenericArguments()))!;
        }

        if (type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IAttentionKernel<,,>)))
        {
            return new WidenedKernel(type, DoubleKernel.Of(type));
        }

        MethodInfo generic = typeof(Kernel).GetMethods().Single(method => method is { Name: nameof(Of), IsGenericMethod: true });
        return (Kernel)generic.MakeGenericMethod(type).Invoke(null, null)!;
    }

    /// <summary>The kernel as generic code meets it: through <see cref="IAttentionKernel{TSelf}"/>.</summary>
    public abstract KernelFace ThroughInterface(AttentionWeights weights);

    /// <summary>The kernel as most users meet it: through the methods of its own class.</summary>
    public virtual KernelFace ThroughClass(AttentionWeights weights) => new ClassFace(Type, Shape, weights);

    /// <summary>The interface's Attend with whatever arguments.</summary>
    public abstract void Attend(
        ReadOnlySpan<float> query, ReadOnlySpan<float> key, ReadOnlySpan<float> value, Span<float> output, AttentionArguments arguments);

    /// <summary>The interface's Forward with whatever arguments.</summary>
    public abstract void Forward(AttentionWeights weights, ReadOnlySpan<float> x, Span<float> output, AttentionArguments arguments);

    /// <summary>Attend of a batch.</summary>
    public abstract void AttendBatch(
        ReadOnlySpan<float> query, ReadOnlySpan<float> key, ReadOnlySpan<float> value, Span<float> output, BatchArguments arguments);

    /// <summary>Forward of a batch, by a kernel with these weights.</summary>
    public abstract BatchForward ForwardBatch(AttentionWeights weights);

    /// <summary>Both faces.</summary>
    public IEnumerable<KernelFace> Faces(AttentionWeights weights) => [ThroughInterface(weights), ThroughClass(weights)];

    public override string ToString() => Type.Name;

    internal delegate void BatchForward(ReadOnlySpan<float> x, Span<float> output, BatchArguments arguments);

    private sealed class Typed<TKernel> : Kernel
        where TKernel : class, IAttentionKernel<TKernel>
    {
        public override Type Type => typeof(TKernel);

        public override AttentionShape Shape => TKernel.Shape;

        public override KernelTier Tier => TKernel.Tier;

        public override int ScratchBytes => TKernel.ScratchBytes;

        public override void Attend(
            ReadOnlySpan<float> query, ReadOnlySpan<float> key, ReadOnlySpan<float> value, Span<float> output, AttentionArguments arguments) =>
            TKernel.Attend(query, key, value, output, arguments);

        public override void Forward(AttentionWeights weights, ReadOnlySpan<float> x, Span<float> output, AttentionArguments arguments) =>
            TKernel.Create(weights).Forward(x, output, arguments);

        public override void AttendBatch(
            ReadOnlySpan<float> query, ReadOnlySpan<float> key, ReadOnlySpan<float> value, Span<float> output, BatchArguments arguments) =>
            AttentionBatch.AttendBatch<TKernel>(query, key, value, output, arguments);

        public override BatchForward ForwardBatch(AttentionWeights weights) => TKernel.Create(weights).ForwardBatch;

        public override KernelFace ThroughInterface(AttentionWeights weights) => new InterfaceFace<TKernel>(TKernel.Create(weights));
    }
}
