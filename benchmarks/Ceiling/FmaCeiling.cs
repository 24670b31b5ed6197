using AttnGen.Benchmarks.Engines;

namespace AttnGen.Benchmarks.Ceiling;

/// <summary>
/// The fastest that one core multiplies and adds with a tier's registers. It is timed as an engine among the engines, so that a clock
/// that changes during a run changes the ceiling with the figures that are held against it.
/// </summary>
internal sealed class FmaCeiling : IEngine
{
    /// <summary>About 10 µs a call: long against the call, short against a change of the clock.</summary>
    private const int Iterations = 8_000;

    private readonly Func<int, float> _loop;
    private float _sink;

    /// <summary>The loop of a tier.</summary>
    public FmaCeiling(KernelTier tier)
    {
        (_loop, int lanes) = tier switch
        {
            KernelTier.Vector512 => ((Func<int, float>)FmaLoop.Run<Register512>, Register512.Lanes),
            KernelTier.Vector256 or KernelTier.Vector256Wide => (FmaLoop.Run<Register256>, Register256.Lanes),
            KernelTier.Vector128 => (FmaLoop.Run<Register128>, Register128.Lanes),
            KernelTier.Scalar => (FmaLoop.Run<RegisterScalar>, RegisterScalar.Lanes),
            _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "No such tier."),
        };
        Flops = 2L * Iterations * FmaLoop.Accumulators * lanes;
    }

    /// <summary>The floating-point operations of one <see cref="Run"/>.</summary>
    public long Flops { get; }

    /// <inheritdoc/>
    public void Run() => _sink += _loop(Iterations);

    /// <inheritdoc/>
    public void CopyOutput(Span<float> destination) => destination.Fill(_sink);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
