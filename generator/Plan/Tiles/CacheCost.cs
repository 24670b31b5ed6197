namespace AttnGen.Generator.Plan;

/// <summary>What it costs, in cycles, to pass by memory that the first-level cache does not hold.</summary>
internal static class CacheCost
{
    /// <summary>
    /// Up to so many bytes a pass costs nothing more: twice the first-level cache of 48 KB, since what is missing comes in time.
    /// </summary>
    private const long FreeBytes = 100_000;

    private const int BytesOfLine = 64;

    /// <summary>A line's place in a first-level cache follows from its address in a page of so many bytes: 64 lines.</summary>
    private const int BytesOfPage = 4096;

    /// <summary>The lines that one place holds: 8 before Ice Lake and Zen 5, 12 since.</summary>
    private const int LinesOfPlace = 8;

    /// <summary>A line from the second level, as far as the arithmetic does not hide it.</summary>
    private const double CyclesOfLine = 2;

    private const double CyclesAcross = 1.5;

    /// <summary>
    /// Whether rows, so far apart that they meet in few places of the first-level cache, displace each other there though it has room: parts of
    /// the rows of a matrix whose width is nearly a power of two, as the keys of one head among others are. The second level has as few places
    /// for them. Measured on Zen 3 beside the same rows without gaps: 512 of 256 bytes, 2,048 apart, cost attention 17 %; 128 of 128 bytes,
    /// 1,536 apart, 8 %.
    /// </summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="bytes">The bytes of a row that are read.</param>
    /// <param name="stride">The bytes from one row to the next.</param>
    public static bool Crowds(int rows, int bytes, int stride)
    {
        int lines = (bytes + BytesOfLine - 1) / BytesOfLine;
        int starts = BytesOfPage / GreatestCommonDivisor(stride, BytesOfPage);
        int places = Math.Min(starts * lines, BytesOfPage / BytesOfLine);
        return stride > bytes && places < BytesOfPage / BytesOfLine && (long)rows * lines > places * LinesOfPlace;
    }

    /// <summary>One pass over so many bytes, if they are too many to stay from the pass before.</summary>
    public static double Stream(long bytes) => Stream(bytes, bytes);

    /// <summary>One pass over some bytes of a loop that passes over <paramref name="all"/> before it comes back to them.</summary>
    public static double Stream(double bytes, long all) => all <= FreeBytes ? 0 : bytes / BytesOfLine * CyclesOfLine;

    /// <summary>
    /// One pass over a part of every line of rows that lie apart, in the same case: such lines are not foreseen. Measured on 512 keys, where
    /// weights read across their rows cost 10 % of the whole.
    /// </summary>
    public static double Across(long lines, long all) => all <= FreeBytes ? 0 : lines * CyclesAcross;

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
