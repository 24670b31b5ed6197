namespace AttentionTour.Numbers;

/// <summary>Fits y = a·x^b.</summary>
internal static class PowerLaw
{
    /// <summary>The exponent b, by least squares on the logarithms.</summary>
    public static double Exponent(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        double[] logX = [.. x.Select(value => Math.Log(value))];
        double[] logY = [.. y.Select(value => Math.Log(value))];
        double meanX = logX.Average();
        double meanY = logY.Average();
        double covariance = logX.Zip(logY, (a, b) => (a - meanX) * (b - meanY)).Sum();
        return covariance / logX.Sum(a => (a - meanX) * (a - meanX));
    }
}
