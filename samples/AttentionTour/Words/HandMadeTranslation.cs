using AttentionTour.Numbers;

namespace AttentionTour.Words;

/// <summary>
/// Two languages for cross-attention: English words as <see cref="HandMadeWords"/> has them, French ones with six axes of their own.
/// </summary>
internal static class HandMadeTranslation
{
    /// <summary>Five words that ask.</summary>
    public static readonly string[] English = ["the", "vault", "was", "stuck", "."];

    /// <summary>Six words that answer. "vault" is two words in French.</summary>
    public static readonly string[] French = ["la", "chambre", "forte", "était", "bloquée", "."];

    /// <summary>What each French axis says about a word.</summary>
    public static readonly string[] FrenchAxes = ["article", "nom", "sûreté", "verbe", "état", "point"];

    /// <summary>The context: 6 × 6.</summary>
    public static readonly Matrix Context = Matrix.Of(
        // axis       article nom sûreté verbe état point
        /* la      */ [ 1.0,  0.0,  0.0,  0.0,  0.0,  0.0],
        /* chambre */ [ 0.0,  1.0,  0.0,  0.0,  0.0,  0.0],
        /* forte   */ [ 0.0,  0.0,  1.0,  0.0,  0.0,  0.0],
        /* était   */ [ 0.0,  0.0,  0.0,  1.0,  0.0,  0.0],
        /* bloquée */ [ 0.0,  0.0,  0.0,  0.0,  1.0,  0.0],
        /* .       */ [ 0.0,  0.0,  0.0,  0.0,  0.0,  1.0]);

    /// <summary>W_Q is 8 × 5 and W_K is 6 × 5: both languages meet in the five topics article, thing, verb, state, link.</summary>
    public static readonly HandMadeHead Head = new(
        Matrix.Of(
            // topic      article thing verb state link
            /* thing   */ [ 0.0, 10.0,  0.0,  0.0,  0.0],
            /* money   */ [ 0.0,  0.0,  0.0,  0.0,  0.0],
            /* water   */ [ 0.0,  0.0,  0.0,  0.0,  0.0],
            /* unsure  */ [ 0.0,  0.0,  0.0,  0.0,  0.0],
            /* verb    */ [ 0.0,  0.0, 10.0,  0.0,  0.0],
            /* state   */ [ 0.0,  0.0,  0.0, 10.0,  0.0],
            /* article */ [10.0,  0.0,  0.0,  0.0,  0.0],
            /* link    */ [ 0.0,  0.0,  0.0,  0.0, 20.0]),
        Matrix.Of(
            // topic      article thing verb state link
            /* article */ [ 1.0,  0.0,  0.0,  0.0,  0.0],
            /* nom     */ [ 0.0,  1.0,  0.0,  0.0,  0.0],
            /* sûreté  */ [ 0.0,  1.0,  0.0,  0.0,  0.0],
            /* verbe   */ [ 0.0,  0.0,  1.0,  0.0,  0.0],
            /* état    */ [ 0.0,  0.0,  0.0,  1.0,  0.0],
            /* point   */ [ 0.0,  0.0,  0.0,  0.0,  1.0]),
        Matrix.Of(
            [1.0, 0.0, 0.0, 0.0, 0.0, 0.0],
            [0.0, 1.0, 0.0, 0.0, 0.0, 0.0],
            [0.0, 0.0, 1.0, 0.0, 0.0, 0.0],
            [0.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            [0.0, 0.0, 0.0, 0.0, 1.0, 0.0],
            [0.0, 0.0, 0.0, 0.0, 0.0, 1.0]));
}
