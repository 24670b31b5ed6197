using System.Diagnostics;
using AttentionTour.Numbers;
using AttnGen;

namespace AttentionTour.Claims;

/// <summary>What one sentence length costs.</summary>
/// <param name="N">The number of words.</param>
/// <param name="Flops">The operations of a call, counted.</param>
/// <param name="PairFlops">Those among them that each pair of words needs: scoring and aggregation.</param>
/// <param name="MatrixBytes">What the n × n attention weights would take, one head.</param>
/// <param name="ScratchBytes">What the kernel takes instead.</param>
internal sealed record CostMeasurement(int N, long Flops, long PairFlops, long MatrixBytes, long ScratchBytes)
{
    // Long enough for the runtime to optimise what runs often, and for several calls of the longest sentence.
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(300);
    private const int FewestCalls = 10;

    /// <summary>The shortest time of a call, in seconds; null until <see cref="Timed"/>.</summary>
    public double? Seconds { get; private init; }

    /// <summary>Counts, without running anything.</summary>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    public static CostMeasurement Count<TKernel>()
        where TKernel : IAttentionKernel<TKernel>
    {
        AttentionShape shape = TKernel.Shape;
        return new CostMeasurement(
            shape.N, shape.ForwardFlops, shape.AttendFlops, shape.AttentionWeightsLength * sizeof(float), TKernel.ScratchBytes);
    }

    /// <summary>Counts and times.</summary>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    /// <param name="seed">The seed of weights and words.</param>
    public static CostMeasurement Timed<TKernel>(int seed)
        where TKernel : IAttentionKernel<TKernel>
    {
        AttentionShape shape = TKernel.Shape;
        TKernel kernel = TKernel.Create(AttentionWeights.CreateRandom(shape, seed));
        float[] x = new Gaussian(seed).Matrix(shape.N, shape.DModel).ToFloats();
        var output = new float[shape.OutputLength];

        // The shortest of many: the first calls run code that is not optimised yet, and anything else on the machine only adds.
        var shortest = TimeSpan.MaxValue;
        long start = Stopwatch.GetTimestamp();
        for (int calls = 0; calls < FewestCalls || Stopwatch.GetElapsedTime(start) < Budget; calls++)
        {
            long before = Stopwatch.GetTimestamp();
            kernel.Forward(x, output, default);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(before);
            shortest = elapsed < shortest ? elapsed : shortest;
        }

        return Count<TKernel>() with { Seconds = shortest.TotalSeconds };
    }
}
