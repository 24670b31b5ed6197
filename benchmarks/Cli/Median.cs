namespace AttnGen.Benchmarks.Cli;

/// <summary>The middle of some numbers.</summary>
internal static class Median
{
    /// <summary>The median; the mean of the two in the middle where their number is even.</summary>
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
