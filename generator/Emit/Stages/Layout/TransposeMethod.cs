namespace AttnGen.Generator.Emit;

/// <summary>
/// The numbers of a vector's worth of queries between row-major memory and lanes, square by square: squares as wide as the vector, or the
/// widest that there are, then
/// smaller ones, the last of which may repeat columns before it. Both directions derive from this.
/// </summary>
internal abstract record TransposeMethod : KernelMethod
{
    private const int SmallestSquare = 4;

    /// <summary>The lanes of a vector.</summary>
    public required int LaneCount { get; init; }

    /// <summary>The real queries among them.</summary>
    public required int Queries { get; init; }

    /// <summary>The numbers of one query.</summary>
    public required int Columns { get; init; }

    /// <summary>From one query to the next in row-major memory.</summary>
    public required int RowStride { get; init; }

    /// <summary>From one number to the next in the transposed matrix.</summary>
    public required int LaneStride { get; init; }

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        if (Columns < Math.Min(LaneCount, SmallestSquare) || LaneCount == 1)
        {
            using (body.Code.Open($"for (int column = {Literal.Int(Columns)}; column != 0; column--)"))
            {
                WriteColumn(body);
                WriteAdvance(body, 1);
            }

            return;
        }

        int widest = Math.Min(LaneCount, body.Lanes.Number.WidestSquare);
        int whole = Columns / widest;
        if (whole > 0)
        {
            using (whole > 1 ? body.Code.Open($"for (int square = {Literal.Int(whole)}; square != 0; square--)") : default(IDisposable?))
            {
                WriteSquares(body, widest, 0);
                if (whole > 1 || Columns % widest != 0)
                {
                    WriteAdvance(body, widest);
                }
            }
        }

        WriteRest(body, Columns % widest, widest);
    }

    /// <summary>Writes one number of every query.</summary>
    protected abstract void WriteColumn(MethodBody body);

    /// <summary>Moves both references on by some numbers of each query.</summary>
    protected abstract void WriteAdvance(MethodBody body, int columns);

    /// <summary>Writes one square: some numbers, from <paramref name="column"/> on, of the queries from <paramref name="first"/> on.</summary>
    protected abstract void WriteSquare(MethodBody body, int size, int column, int first);

    private void WriteRest(MethodBody body, int rest, int widest)
    {
        int column = 0;
        for (int size = widest / 2; size >= SmallestSquare; size /= 2)
        {
            if (rest - column >= size)
            {
                WriteSquares(body, size, column);
                column += size;
            }
        }

        if (column < rest)
        {
            int smallest = Math.Min(SmallestSquare, widest);
            WriteSquares(body, smallest, rest - smallest);
        }
    }

    private void WriteSquares(MethodBody body, int size, int column)
    {
        for (int first = 0; first < LaneCount; first += size)
        {
            WriteSquare(body, size, column, first);
        }
    }
}
