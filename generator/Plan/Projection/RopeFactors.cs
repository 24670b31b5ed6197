namespace AttnGen.Generator.Plan;

/// <summary>
/// The factors by which a projection turns its outputs while they are in registers: rows of the runtime's RopeTable, one a token, each with
/// the cosines and then the sines of a head's columns. The columns of all heads follow each other, and the heads have the same factors: an
/// output's are those of its column in its head. So that a register tile reads them like a vector, a row goes on with the next head's.
/// </summary>
/// <param name="DK">The columns of a head.</param>
/// <param name="RowLength">The cosines of a row, which are as many as its sines.</param>
internal sealed record RopeFactors(int DK, int RowLength)
{
    /// <summary>Rows are a multiple of so many numbers: of 64 bytes, or 128 where they are doubles.</summary>
    private const int Alignment = 16;

    /// <summary>From one token's factors to the next one's.</summary>
    public int Stride => 2 * RowLength;

    /// <summary>The factors of columns that some panels start at, with rows as long as these reach, on a 64-byte boundary each.</summary>
    public static RopeFactors For(int dK, IEnumerable<ProjectionPanels> panels)
    {
        int reach = panels.Max(equal => Moves(equal, dK)
            ? Enumerable.Range(0, equal.Count).Max(panel => (equal.FirstOutput + (panel * equal.Width)) % dK) + equal.Width
            : Columns(equal, dK).Max() + (equal.Width / equal.Vectors));
        return new RopeFactors(dK, (reach + Alignment - 1) / Alignment * Alignment);
    }

    /// <summary>Whether equal panels start at different columns of a head; else all their vectors do at the same ones.</summary>
    public bool Moves(ProjectionPanels panels) => Moves(panels, DK);

    /// <summary>Where the factors of each vector of a panel start: in the row, or where panels move, from the panel's own column.</summary>
    public IReadOnlyList<int> Columns(ProjectionPanels panels) => Columns(panels, DK);

    private static bool Moves(ProjectionPanels panels, int dK) => panels.Count > 1 && panels.Width % dK != 0;

    private static int[] Columns(ProjectionPanels panels, int dK)
    {
        int lanes = panels.Width / panels.Vectors;
        IEnumerable<int> vectors = Enumerable.Range(0, panels.Vectors).Select(vector => vector * lanes);
        return Moves(panels, dK) ? [.. vectors] : [.. vectors.Select(start => (panels.FirstOutput + start) % dK)];
    }
}
