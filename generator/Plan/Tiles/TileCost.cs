namespace AttnGen.Generator.Plan;

/// <summary>
/// What one register tile costs on a core with two multiply-add and two load ports (Zen 4 and 5, Intel since Skylake), in cycles.
/// Only ratios matter: the planner compares tilings of the same work.
/// </summary>
internal static class TileCost
{
    /// <summary>
    /// The latency of a multiply-add is 4: fewer accumulators than twice this leave ports idle. Exactly so many leave no slack for what a
    /// cache does not hold, and tiles of 8 were measured 4 … 25 % behind tiles of 12 on 16 registers; those of 10 are not behind.
    /// </summary>
    private const double Latency = 5.0;

    /// <summary>
    /// A load costs a little more than its half cycle: rows lie far apart. A tile of one vector, a load for each multiply-add, was measured
    /// 3 … 15 % behind wider ones.
    /// </summary>
    private const double ScatteredLoad = 1.1;

    /// <summary>Calling a tile, filling its accumulators, and refilling the pipeline after its last step.</summary>
    private const double Overhead = 14;

    /// <summary>Cycles for one tile.</summary>
    /// <param name="rows">The scalars broadcast at each step.</param>
    /// <param name="vectors">The vectors each is multiplied with.</param>
    /// <param name="depth">The number of steps.</param>
    public static double Of(int rows, int vectors, int depth)
    {
        double multiplies = rows * vectors / 2.0;
        double loads = (rows + vectors) / 2.0 * ScatteredLoad;
        double step = Math.Max(Math.Max(multiplies, loads), Latency);
        double stores = rows * vectors / 2.0;
        return (step * depth) + stores + Overhead;
    }

    /// <summary>Cycles for so many numbers of a vector's worth of queries into or out of their lanes: squares of shuffles.</summary>
    public static double Transpose(int lanes, int columns) => columns * ((lanes / 4.0) + 0.5);
}
