namespace AttnGen.Generator.Plan;

/// <summary>What it costs, in cycles, to pass by memory that the first-level cache does not hold.</summary>
internal static class CacheCost
{
    /// <summary>
    /// Up to so many floats a pass costs nothing more: twice the first-level cache of 48 KB, since what is missing comes in time.
    /// </summary>
    private const long FreeFloats = 24 << 10;

    private const double FloatsOfLine = 16;

    /// <summary>A line from the second level, as far as the arithmetic does not hide it.</summary>
    private const double CyclesOfLine = 1;

    /// <summary>One pass over so many floats, if they are too many to stay from the pass before.</summary>
    public static double Stream(long floats) => Stream(floats, floats);

    /// <summary>One pass over some floats of a loop that passes over <paramref name="all"/> before it comes back to them.</summary>
    public static double Stream(double floats, long all) => all <= FreeFloats ? 0 : floats / FloatsOfLine * CyclesOfLine;
}
