using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Problems;

namespace AttnGen.Tests.Kernels.Doubles;

/// <summary>A kernel type of doubles that the tests know only at run time. Reflection is used once to make it; calls are direct.</summary>
internal abstract class DoubleKernel
{
    public abstract AttentionShape Shape { get; }

    public abstract KernelTier Tier { get; }

    public abstract int ScratchBytes { get; }

    /// <summary>The interface's Attend.</summary>
    public abstract void Attend(
        ReadOnlySpan<double> query,
        ReadOnlySpan<double> key,
        ReadOnlySpan<double> value,
        Span<double> output,
        AttentionArguments<double, double> arguments);

    /// <summary>Attend of a batch.</summary>
    public abstract void AttendBatch(
        ReadOnlySpan<double> query,
        ReadOnlySpan<double> key,
        ReadOnlySpan<double> value,
        Span<double> output,
        BatchArguments<double, double> arguments);

    /// <summary>The kernel's own calls, with weights of its own.</summary>
    public abstract DoubleFace Bind(AttentionWeights<double> weights);

    /// <summary>The kernel of a class.</summary>
    public static DoubleKernel Of(Type type) => (DoubleKernel)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(type))!;

    public override string ToString() => ShapeSource.ClassName(Shape);

    /// <summary>Calls one instance, through the interface.</summary>
    internal abstract class DoubleFace
    {
        public abstract void Forward(ReadOnlySpan<double> x, Span<double> output, AttentionArguments<double, double> arguments);

        public abstract void Attend(
            ReadOnlySpan<double> query,
            ReadOnlySpan<double> key,
            ReadOnlySpan<double> value,
            Span<double> output,
            AttentionArguments<double, double> arguments);

        /// <summary>Forward of a batch.</summary>
        public abstract void ForwardBatch(ReadOnlySpan<double> x, Span<double> output, BatchArguments<double, double> arguments);

        /// <summary>Calls an entry point with every operand at a guard page.</summary>
        public (double[] Output, double[] Weights) Run(Entry entry, DoubleProblem problem, Guard guard, int? length, bool asksForWeights)
        {
            AttentionShape shape = problem.Shape;
            using GuardedMemory<double> output = Results(shape.OutputLengthOf(entry), guard);
            using GuardedMemory<double> weights = Results(asksForWeights ? checked((int)shape.AttentionWeightsLength) : 0, guard);
            using GuardedMemory<double> context = Input(problem.Context, guard);
            var arguments = new AttentionArguments<double, double> { Length = length, AttentionWeights = weights.Span };
            if (entry == Entry.Forward)
            {
                using GuardedMemory<double> x = Input(problem.X, guard);
                Forward(x.Span, output.Span, arguments with { Context = context.Span, Position = problem.Position });
            }
            else
            {
                using GuardedMemory<double> query = Input(problem.Query, guard);
                using GuardedMemory<double> key = Input(problem.Key, guard);
                using GuardedMemory<double> value = Input(problem.Value, guard);
                Attend(query.Span, key.Span, value.Span, output.Span, arguments);
            }

            output.AssertSlackUntouched("output");
            weights.AssertSlackUntouched("attentionWeights");
            return (output.Span.ToArray(), weights.Span.ToArray());
        }

        private static GuardedMemory<double> Input(ReadOnlySpan<double> numbers, Guard guard)
        {
            var memory = new GuardedMemory<double>(numbers.Length, guard);
            numbers.CopyTo(memory.Span);
            memory.Protect();
            return memory;
        }

        /// <summary>Filled with NaN, so that a number that is never written cannot pass for a result.</summary>
        private static GuardedMemory<double> Results(int length, Guard guard)
        {
            var memory = new GuardedMemory<double>(length, guard);
            memory.Span.Fill(double.NaN);
            return memory;
        }
    }

    private sealed class Typed<TKernel> : DoubleKernel
        where TKernel : class, IAttentionKernel<TKernel, double, double>
    {
        public override AttentionShape Shape => TKernel.Shape;

        public override KernelTier Tier => TKernel.Tier;

        public override int ScratchBytes => TKernel.ScratchBytes;

        public override void Attend(
            ReadOnlySpan<double> query,
            ReadOnlySpan<double> key,
            ReadOnlySpan<double> value,
            Span<double> output,
            AttentionArguments<double, double> arguments) =>
            TKernel.Attend(query, key, value, output, arguments);

        public override void AttendBatch(
            ReadOnlySpan<double> query,
            ReadOnlySpan<double> key,
            ReadOnlySpan<double> value,
            Span<double> output,
            BatchArguments<double, double> arguments) =>
            NumberBatch.AttendBatch<TKernel, double>(query, key, value, output, arguments);

        public override DoubleFace Bind(AttentionWeights<double> weights) => new Face(TKernel.Create(weights));

        private sealed class Face(TKernel kernel) : DoubleFace
        {
            public override void Forward(ReadOnlySpan<double> x, Span<double> output, AttentionArguments<double, double> arguments) =>
                kernel.Forward(x, output, arguments);

            public override void ForwardBatch(ReadOnlySpan<double> x, Span<double> output, BatchArguments<double, double> arguments) =>
                kernel.ForwardBatch(x, output, arguments);

            public override void Attend(
                ReadOnlySpan<double> query,
                ReadOnlySpan<double> key,
                ReadOnlySpan<double> value,
                Span<double> output,
                AttentionArguments<double, double> arguments) =>
                TKernel.Attend(query, key, value, output, arguments);
        }
    }
}
