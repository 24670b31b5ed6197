using System.Reflection;
using AttnGen.Tests.Kernels.Doubles;

namespace AttnGen.Tests.Harness;

/// <summary>A kernel type with a cache that the tests know only at run time. Reflection is used once to make it; calls are direct.</summary>
internal abstract class DecoderKernel
{
    /// <summary>The kernel's class.</summary>
    public abstract Type Type { get; }

    public abstract AttentionShape Shape { get; }

    public abstract KernelTier Tier { get; }

    public abstract int ScratchBytes { get; }

    public static DecoderKernel Of<TKernel, TCache>()
        where TKernel : class, IDecoderKernel<TKernel, TCache>
        where TCache : AttentionCache, new() => new Typed<TKernel, TCache>();

    public static DecoderKernel Of(Type type)
    {
        Type cache = type.GetNestedType("Cache") ?? throw new MissingMemberException($"{type.Name} has no public class Cache.");
        MethodInfo generic = typeof(DecoderKernel).GetMethods().Single(method => method is { Name: nameof(Of), IsGenericMethod: true });
        Type own = type.GetInterfaces().Single(face => face.Name.StartsWith("IDecoderKernel", StringComparison.Ordinal));
        if (own.GetGenericArguments() is [_, _, _, _])
        {
            return new WidenedDecoderKernel(type, DoubleDecoder.Of(type));
        }

        if (own.GetGenericArguments() is [_, _, Type element])
        {
            return (DecoderKernel)Activator.CreateInstance(typeof(NarrowDecoderKernel<,,>).MakeGenericType(type, cache, element))!;
        }

        return (DecoderKernel)generic.MakeGenericMethod(type, cache).Invoke(null, null)!;
    }

    /// <summary>The kernel as generic code meets it: through <see cref="IDecoderKernel{TSelf, TCache}"/>.</summary>
    public abstract DecoderFace ThroughInterface(AttentionWeights weights);

    /// <summary>The kernel as most users meet it: through the methods of its own class.</summary>
    public abstract DecoderFace ThroughClass(AttentionWeights weights);

    /// <summary>The interface's methods with whatever arguments, on an empty cache.</summary>
    public abstract void Call(AttentionWeights weights, Kernels.Problems.Entry entry, AttentionArguments arguments);

    /// <summary>Both faces.</summary>
    public IEnumerable<DecoderFace> Faces(AttentionWeights weights) => [ThroughInterface(weights), ThroughClass(weights)];

    public override string ToString() => Type.Name;

    private sealed class Typed<TKernel, TCache> : DecoderKernel
        where TKernel : class, IDecoderKernel<TKernel, TCache>
        where TCache : AttentionCache, new()
    {
        public override Type Type => typeof(TKernel);

        public override AttentionShape Shape => TKernel.Shape;

        public override KernelTier Tier => TKernel.Tier;

        public override int ScratchBytes => TKernel.ScratchBytes;

        public override DecoderFace ThroughInterface(AttentionWeights weights) =>
            new DecoderInterfaceFace<TKernel, TCache>(TKernel.Create(weights));

        public override DecoderFace ThroughClass(AttentionWeights weights) => new DecoderClassFace<TCache>(Type, Shape, weights);

        public override void Call(AttentionWeights weights, Kernels.Problems.Entry entry, AttentionArguments arguments)
        {
            float[] Operand(int length) => new float[length];
            if (entry == Kernels.Problems.Entry.Forward)
            {
                TKernel.Create(weights).Forward(Operand(Shape.InputLength), Operand(Shape.OutputLength), new TCache(), arguments);
            }
            else
            {
                TKernel.Attend(
                    Operand(Shape.QueryLength),
                    Operand(Shape.KeyLength),
                    Operand(Shape.ValueLength),
                    Operand(Shape.AttendOutputLength),
                    new TCache(),
                    arguments);
            }
        }
    }
}
