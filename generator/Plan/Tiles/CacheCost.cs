namespace AttnGen.Generator.Plan;

/// <summary>What it costs, in cycles, to pass by memory that the first-level cache does not hold.</summary>
internal static class CacheCost
{
    /// <summary>
    /// Up to so many bytes a pass costs nothing more: twice the first-level cache of 48 KB, since what is missing comes in time.
    /// </summary>
    private const long FreeBytes = 100_000;

    private const double BytesOfLine = 64;

    /// <summary>A line from the second level, as far as the arithmetic does not hide it.</summary>
    private const double CyclesOfLine = 2;

    private const double CyclesAcross = 1.5;

    /// <summary>One pass over so many bytes, if they are too many to stay from the pass before.</summary>
    public static double Stream(long bytes) => Stream(bytes, bytes);

    /// <summary>One pass over some bytes of a loop that passes over <paramref name="all"/> before it comes back to them.</summary>
    public static double Stream(double bytes, long all) => all <= FreeBytes ? 0 : bytes / BytesOfLine * CyclesOfLine;

    /// <summary>
    /// One pass over a part of every line of rows that lie apart, in the same case: such lines are not foreseen. Measured on 512 keys, where
    /// weights read across their rows cost 10 % of the whole.
    /// </summary>
    public static double Across(long lines, long all) => all <= FreeBytes ? 0 : lines * CyclesAcross;
}
