using AttnGen.Benchmarks.Engines;

namespace AttnGen.Benchmarks.Ceiling;

/// <summary>
/// What the softmax of a score takes at least on one core with a tier's registers, timed as an engine among the engines, as
/// <see cref="FmaCeiling"/> is.
/// </summary>
internal sealed class SoftmaxCeiling : IEngine
{
    /// <summary>7.5 KB, and as many for the powers: half of a small first-level cache; whole multiples of what goes together, on every tier.</summary>
    private const int Floats = 40 * SoftmaxLoop.Together * 16;

    private const int Passes = 16;
    private const float Largest = 1;
    private const float Tolerance = 1e-6f;

    private readonly Loop _loop;
    private readonly float[] _scores = new float[Floats];
    private readonly float[] _powers = new float[Floats];
    private float _sink;

    /// <summary>The loop of a tier.</summary>
    /// <exception cref="InvalidOperationException">It computes something else.</exception>
    public SoftmaxCeiling(KernelTier tier)
    {
        _loop = tier switch
        {
            KernelTier.Vector512 => SoftmaxLoop.Run<Register512>,
            KernelTier.Vector256 or KernelTier.Vector256Wide => SoftmaxLoop.Run<Register256>,
            KernelTier.Vector128 => SoftmaxLoop.Run<Register128>,
            KernelTier.Scalar => SoftmaxLoop.Run<RegisterScalar>,
            _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "No such tier."),
        };
        for (int i = 0; i < Floats; i++)
        {
            _scores[i] = Largest - (i % 131 * 0.17f);
        }

        Run();
        for (int i = 0; i < Floats; i++)
        {
            float expected = float.Exp2(_scores[i] - Largest);
            if (!(Math.Abs(_powers[i] - expected) <= Tolerance * expected))
            {
                throw new InvalidOperationException($"The softmax ceiling computes 2^{_scores[i] - Largest} as {_powers[i]}.");
            }
        }
    }

    private delegate float Loop(Span<float> scores, Span<float> powers, float largest);

    /// <summary>The scores of one <see cref="Run"/>.</summary>
    public static long Scores => (long)Passes * Floats;

    /// <inheritdoc/>
    public void Run()
    {
        for (int pass = 0; pass < Passes; pass++)
        {
            _sink += _loop(_scores, _powers, Largest);
        }
    }

    /// <inheritdoc/>
    public void CopyOutput(Span<float> destination) => destination.Fill(_sink);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
