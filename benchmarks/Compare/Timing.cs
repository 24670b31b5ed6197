namespace AttnGen.Benchmarks.Compare;

/// <summary>What the clock said of one engine.</summary>
/// <param name="MedianMicroseconds">The median over the batches of the time of one call.</param>
/// <param name="MinMicroseconds">The same of the fastest batch.</param>
/// <param name="Batches">The number of batches.</param>
internal sealed record Timing(double MedianMicroseconds, double MinMicroseconds, int Batches);
