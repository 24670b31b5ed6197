using AttnGen.Tests.Harness;

namespace AttnGen.Tests.Kernels.Doubles;

/// <summary>A kernel type of doubles with a cache that the tests know only at run time. Reflection is used once to make it; calls are direct.</summary>
internal abstract class DoubleDecoder
{
    public abstract AttentionShape Shape { get; }

    public abstract KernelTier Tier { get; }

    public abstract int ScratchBytes { get; }

    /// <summary>The kernel with weights of its own.</summary>
    public abstract DoubleSteps Bind(AttentionWeights<double> weights);

    /// <summary>The kernel of a class.</summary>
    public static DoubleDecoder Of(Type type) =>
        (DoubleDecoder)Activator.CreateInstance(typeof(Typed<,>).MakeGenericType(type, type.GetNestedType("Cache")!))!;

    public override string ToString() => ShapeSource.ClassName(Shape);

    /// <summary>Calls one instance, through the interface.</summary>
    internal abstract class DoubleSteps
    {
        /// <summary>An empty cache.</summary>
        public abstract AttentionCache<double> CreateCache();

        public abstract void Forward(
            ReadOnlySpan<double> x, Span<double> output, AttentionCache<double> cache, AttentionArguments<double, double> arguments = default);

        public abstract void Attend(
            ReadOnlySpan<double> query,
            ReadOnlySpan<double> key,
            ReadOnlySpan<double> value,
            Span<double> output,
            AttentionCache<double> cache,
            AttentionArguments<double, double> arguments = default);
    }

    private sealed class Typed<TKernel, TCache> : DoubleDecoder
        where TKernel : class, IDecoderKernel<TKernel, TCache, double, double>
        where TCache : AttentionCache<double>, new()
    {
        public override AttentionShape Shape => TKernel.Shape;

        public override KernelTier Tier => TKernel.Tier;

        public override int ScratchBytes => TKernel.ScratchBytes;

        public override DoubleSteps Bind(AttentionWeights<double> weights) => new Steps(TKernel.Create(weights));

        private sealed class Steps(TKernel kernel) : DoubleSteps
        {
            public override AttentionCache<double> CreateCache() => new TCache();

            public override void Forward(
                ReadOnlySpan<double> x, Span<double> output, AttentionCache<double> cache, AttentionArguments<double, double> arguments) =>
                kernel.Forward(x, output, (TCache)cache, arguments);

            public override void Attend(
                ReadOnlySpan<double> query,
                ReadOnlySpan<double> key,
                ReadOnlySpan<double> value,
                Span<double> output,
                AttentionCache<double> cache,
                AttentionArguments<double, double> arguments) =>
                TKernel.Attend(query, key, value, output, (TCache)cache, arguments);
        }
    }
}
