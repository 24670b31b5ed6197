namespace AttnGen.Generator.Emit;

/// <summary>
/// One vector's lanes of a transposed matrix [row][lane] into row-major memory: lane by lane, a row of the target. Lanes past the real
/// queries are not written. The outputs of a block leave this way.
/// </summary>
internal sealed record TransposeOutputMethod : KernelMethod
{
    /// <summary>The lanes of a vector.</summary>
    public required int LaneCount { get; init; }

    /// <summary>The real queries among them.</summary>
    public required int Queries { get; init; }

    /// <summary>The rows of the transposed matrix.</summary>
    public required int Columns { get; init; }

    /// <summary>From one row of the transposed matrix to the next.</summary>
    public required int SourceStride { get; init; }

    /// <summary>From one query to the next in the target.</summary>
    public required int RowStride { get; init; }

    /// <inheritdoc/>
    public override string Name =>
        $"TransposeOutput{Literal.Int(Queries)}_From{Literal.Int(SourceStride)}Stride{Literal.Int(RowStride)}";

    /// <inheritdoc/>
    public override string Summary => $"Layout: the output of {Literal.Int(Queries)} queries out of their lanes.";

    /// <inheritdoc/>
    public override string Parameters => "ref float source, ref float target";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        if (LaneCount == 1)
        {
            WriteScalarLoop(body);
            return;
        }

        int whole = Columns / LaneCount;
        int rest = Columns % LaneCount;
        if (whole > 0)
        {
            using (whole > 1 ? body.Code.Open($"for (int square = {Literal.Int(whole)}; square != 0; square--)") : default(IDisposable?))
            {
                WriteSquares(body, LaneCount, 0, string.Empty);
                if (whole > 1 || rest > 0)
                {
                    WriteAdvance(body, LaneCount);
                }
            }
        }

        int column = 0;
        foreach (int size in RegisterTranspose.Sizes.Where(size => size < LaneCount))
        {
            if (rest >= size)
            {
                WriteSquares(body, size, column, $"s{Literal.Int(size)}_");
                column += size;
                rest -= size;
            }
        }

        for (int c = column; c < column + rest; c++)
        {
            WriteColumn(body, c);
        }
    }

    private void WriteScalarLoop(MethodBody body)
    {
        using (body.Code.Open($"for (int column = {Literal.Int(Columns)}; column != 0; column--)"))
        {
            WriteColumn(body, 0);
            WriteAdvance(body, 1);
        }
    }

    private void WriteAdvance(MethodBody body, int columns)
    {
        body.Code.Line(Reference.Advance("source", (long)columns * SourceStride));
        body.Code.Line(Reference.Advance("target", columns));
    }

    private void WriteColumn(MethodBody body, int column)
    {
        for (int query = 0; query < Queries; query++)
        {
            string target = Reference.At("target", ((long)query * RowStride) + column);
            body.Code.Line($"{target} = {Reference.At("source", ((long)column * SourceStride) + query)};");
        }
    }

    private void WriteSquares(MethodBody body, int size, int column, string prefix)
    {
        Lanes lanes = Lanes.Of(size);
        for (int first = 0; first < Queries; first += size)
        {
            string square = $"{prefix}{(LaneCount == size ? string.Empty : $"at{Literal.Int(first)}_")}";
            var rows = new string[size];
            for (int i = 0; i < size; i++)
            {
                rows[i] = $"{square}row{Literal.Int(i)}";
                body.Code.Line($"var {rows[i]} = {lanes.Load("source", ((column + i) * SourceStride) + first)};");
            }

            string[] queries = RegisterTranspose.Write(body.Code, rows, square);
            for (int i = 0; i < size && first + i < Queries; i++)
            {
                body.Code.Line(lanes.Store(queries[i], "target", ((first + i) * RowStride) + column));
            }
        }
    }
}
