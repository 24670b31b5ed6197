using AttentionTour.Kernels;
using AttentionTour.Printing;
using static System.FormattableString;

namespace AttentionTour.Claims;

/// <summary>Why the scores are divided by √dK.</summary>
internal static class SaturationClaim
{
    private static readonly int[] Sizes = [4, 8, 16, 32, 64, 128, 256, 512];

    /// <summary>The same measurement at dK = 4 … 512.</summary>
    public static SaturationMeasurement[] Measure(int seed) => [.. Sizes.Select(dK => SaturationMeasurement.Of(dK, seed))];

    /// <summary>Prints the measurement.</summary>
    public static void Show(Page page, int seed)
    {
        SaturationMeasurement[] sizes = Measure(seed);
        page.Quote(
            "As the dimensionality ([dK]) of our vectors grows, the magnitude of the dot products tends to grow as well. … If the scores "
            + "are too high, the Softmax function enters a region where gradients are extremely small.");
        ShowChoice(page, sizes, seed);
        ShowGradient(page, sizes);
        Judge(page, sizes[0], sizes[^1]);
    }

    private static void ShowChoice(Page page, SaturationMeasurement[] sizes, int seed)
    {
        SoftmaxState unscaled = sizes[^1].Unscaled;
        page.Prose($"""
            Queries and keys whose numbers are independent, with mean 0 and variance 1: a dot product is then a sum of dK terms of
            variance 1, so its standard deviation is √dK. {SaturationMeasurement.Batches * SaturationMeasurement.Tokens} queries meet
            {SaturationMeasurement.Tokens} keys each:
            """);
        page.Table(
            [
                new("dK"), new("√dK"), new("of q·k", "deviation"), new("as is", "entropy, bits"), new("scaled", "entropy, bits"),
                new("as is", "largest weight"), new("scaled", "largest weight"),
            ],
            sizes.Select(size => new[]
            {
                Invariant($"{size.DK}"),
                Invariant($"{Math.Sqrt(size.DK):0.00}"),
                Invariant($"{size.ScoreDeviation:0.00}"),
                Invariant($"{size.Unscaled.EntropyBits:0.00}"),
                Invariant($"{size.Scaled.EntropyBits:0.00}"),
                Invariant($"{size.Unscaled.LargestWeight:0.000}"),
                Invariant($"{size.Scaled.LargestWeight:0.000}"),
            }));
        page.Prose($"""
            Equal attention to {SaturationMeasurement.Tokens} keys would have {Math.Log2(SaturationMeasurement.Tokens)} bits of
            entropy. As they are, the scores of dK = {sizes[^1].DK} give one key {Figures.Percent(unscaled.LargestWeight)} of the
            attention on average, by chance, for nothing has been learned yet, and {Figures.Percent(unscaled.NegligibleShare)} of
            all weights are below one in a million. Scaled, the choice stays open at every size.
            """);
        page.Check("scaled weights of dK = 4 against the kernel", SaturationMeasurement.KernelDifference<Dk4Kernel>(seed));
        page.Check("scaled weights of dK = 64 against the kernel", SaturationMeasurement.KernelDifference<N64Kernel>(seed));
        page.Check("scaled weights of dK = 512 against the kernel", SaturationMeasurement.KernelDifference<Dk512Kernel>(seed));
        page.Gap();
    }

    private static void ShowGradient(Page page, SaturationMeasurement[] sizes)
    {
        page.Prose($"""
            Now the gradients, as norms of a row a of attention weights. ‖∂a/∂s‖ is the softmax's own: how far the weights move with
            the scores it was given. ‖∂a/∂q‖ is what reaches the query behind them. "Typical" is the median of the rows; "decided" are
            rows with ‖∂a/∂s‖ below {SoftmaxState.Decided}, which have given one key more than 99 % and hardly move.
            """);
        page.Table(
            [
                new("dK"),
                new("as is", "‖∂a/∂s‖, typical"), new("scaled", "‖∂a/∂s‖, typical"),
                new("as is", "rows decided"), new("scaled", "rows decided"),
                new("as is", "‖∂a/∂q‖, typical"), new("scaled", "‖∂a/∂q‖, typical"),
                new("as is", "‖∂a/∂q‖, average"), new("scaled", "‖∂a/∂q‖, average"),
            ],
            sizes.Select(size => new[]
            {
                Invariant($"{size.DK}"),
                Figures.Fraction(size.Unscaled.TypicalJacobian),
                Figures.Fraction(size.Scaled.TypicalJacobian),
                Figures.Percent(size.Unscaled.DecidedShare),
                Figures.Percent(size.Scaled.DecidedShare),
                Figures.Fraction(size.Unscaled.TypicalQueryGradient),
                Figures.Fraction(size.Scaled.TypicalQueryGradient),
                Figures.Fraction(size.Unscaled.AverageQueryGradient),
                Figures.Fraction(size.Scaled.AverageQueryGradient),
            }));
    }

    private static void Judge(Page page, SaturationMeasurement smallest, SaturationMeasurement largest)
    {
        page.Finding(
            Verdict.Holds,
            "Dot products tend to grow with dK",
            $"""
            Their deviation is {smallest.ScoreDeviation:0.00} at dK = {smallest.DK} and {largest.ScoreDeviation:0.00} at
            {largest.DK}, where √dK is {Math.Sqrt(smallest.DK):0.00} and {Math.Sqrt(largest.DK):0.00}. That is for independent
            components of equal variance, as before training; what training makes of them is another matter.
            """);
        page.Finding(
            Verdict.WithinLimits,
            "Large scores leave softmax with extremely small gradients",
            $"""
            The softmax's own gradient does vanish for a typical row: from {smallest.Unscaled.TypicalJacobian:0.00} at dK =
            {smallest.DK} to {Figures.Fraction(largest.Unscaled.TypicalJacobian)} at {largest.DK}, where
            {Figures.Percent(largest.Unscaled.DecidedShare)} of the rows are decided; scaled, it stays at
            {largest.Scaled.TypicalJacobian:0.00}. Behind it, long keys (√dK again) make up for that: the query's gradient is, on
            average, even larger without scaling, {largest.Unscaled.AverageQueryGradient:0.00} against
            {largest.Scaled.AverageQueryGradient:0.00}, but it belongs to the few rows with a near tie. What scaling buys is
            evenness: every row learns, at every dK.
            """);
    }
}
