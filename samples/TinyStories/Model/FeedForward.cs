using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TinyStories;

/// <summary>
/// The feed-forward block with SwiGLU (Shazeer, 2020): x += W₂·(silu(W₁·norm(x)) · W₃·norm(x)), silu(g) = g / (1 + e^−g).
/// One instance serves one caller at a time.
/// </summary>
internal sealed class FeedForward
{
    private readonly RmsNorm _norm;
    private readonly PackedMatrix _gateAndUp;
    private readonly PackedMatrix _down;
    private readonly float[] _normed = new float[ModelSize.Width];
    private readonly float[] _hidden;

    /// <summary>Packs the weights.</summary>
    public FeedForward(LayerWeights weights)
    {
        _norm = new RmsNorm(weights.FeedForwardNorm);
        _gateAndUp = new PackedMatrix(ModelSize.Width, weights.Gate, weights.Up);
        _down = new PackedMatrix(ModelSize.Hidden, weights.Down);
        _hidden = new float[_gateAndUp.PaddedOutputs];
    }

    /// <summary>Adds what the block makes of a token to it.</summary>
    public void AddTo(Span<float> x)
    {
        _norm.Apply(x, _normed);
        Array.Clear(_hidden);
        _gateAndUp.AddTo(_normed, _hidden);
        Gate(_hidden.AsSpan(0, ModelSize.Hidden), _hidden.AsSpan(ModelSize.Hidden, ModelSize.Hidden));
        _down.AddTo(_hidden.AsSpan(0, ModelSize.Hidden), x);
    }

    /// <summary>gate = silu(gate) · up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gate(Span<float> gate, ReadOnlySpan<float> up)
    {
        ref float first = ref MemoryMarshal.GetReference(gate);
        ref float other = ref MemoryMarshal.GetReference(up);
        int i = 0;
        for (; i <= gate.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> g = Vector.LoadUnsafe(ref first, (nuint)i);
            Vector<float> gated = g / (Vector<float>.One + Vector.Exp(-g)) * Vector.LoadUnsafe(ref other, (nuint)i);
            gated.StoreUnsafe(ref first, (nuint)i);
        }

        for (; i < gate.Length; i++)
        {
            gate[i] = gate[i] / (1 + MathF.Exp(-gate[i])) * up[i];
        }
    }
}
