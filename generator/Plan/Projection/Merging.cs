using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Plan;

/// <summary>
/// The merged projection of one head: Q·Kᵀ = (X·W_Q + b_Q)·(C·W_K + b_K)ᵀ = (X·M + b)·Cᵀ + what is the same for all keys of a query and
/// leaves the softmax as it is, with M = W_Q·W_Kᵀ and b = b_Q·W_Kᵀ. The keys need no projection, but scoring is as deep as a token is wide.
/// </summary>
internal static class Merging
{
    /// <summary>The share of all operations that must be saved.</summary>
    private const double LeastSaving = 0.04;

    /// <summary>The floats of the merged matrix stay below so many (4 MB): it is computed at construction and read at every call.</summary>
    private const long MostFloats = 1 << 20;

    /// <summary>The shape as its attention sees it: keys are tokens of the context.</summary>
    public static AttentionSpec Projected(AttentionSpec spec) => spec with { DK = spec.ContextWidth };

    /// <summary>Whether merging saves enough.</summary>
    public static bool IsCheaper(AttentionSpec spec)
    {
        // What RoPE does to queries and keys depends on the token: nothing of it is in one matrix for all. A cache of keys as wide as tokens
        // would grow, and be read, with every step.
        if (spec.HasRope || spec.HasCache || spec.Heads != 1 || (long)spec.DModel * spec.ContextWidth > MostFloats)
        {
            return false;
        }

        AttentionSpec projected = Projected(spec);
        double apart = Flops.Projection(spec) + Flops.Attention(spec);
        double projectedKeys = 2.0 * spec.KeyValueLength * spec.ContextWidth * projected.KeyWidth;
        double merged = Flops.Projection(projected) - projectedKeys + Flops.Attention(projected);
        return merged < apart * (1 - LeastSaving);
    }
}
