namespace AttnGen.Generator.Emit;

/// <summary>
/// Row-major queries, as many as a vector has lanes, into one vector's lanes of Qᵀ[c][lane]. Where the shape has fewer queries than
/// lanes, the last one fills the lanes that are left: they are computed and thrown away, and nothing past the queries is read.
/// </summary>
internal sealed record TransposeQueriesMethod : KernelMethod
{
    /// <summary>The lanes of a vector.</summary>
    public required int LaneCount { get; init; }

    /// <summary>The real queries among them.</summary>
    public required int Queries { get; init; }

    /// <summary>The numbers of one query.</summary>
    public required int Columns { get; init; }

    /// <summary>From one query to the next.</summary>
    public required int RowStride { get; init; }

    /// <summary>From one row of Qᵀ to the next.</summary>
    public required int TargetStride { get; init; }

    /// <summary>What every number is multiplied with.</summary>
    public required double Factor { get; init; }

    /// <inheritdoc/>
    public override string Name =>
        $"TransposeQueries{Literal.Int(Queries)}_Stride{Literal.Int(RowStride)}To{Literal.Int(TargetStride)}";

    /// <inheritdoc/>
    public override string Summary =>
        $"Scaling and layout: {Literal.Int(Queries)} queries × {Literal.Int(Columns)} into lanes, times scale · log2(e).";

    /// <inheritdoc/>
    public override string Parameters => "ref float query, ref float target";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        if (LaneCount == 1)
        {
            WriteScalarLoop(body);
            return;
        }

        int whole = Columns / LaneCount;
        if (whole > 0)
        {
            using (whole > 1 ? body.Code.Open($"for (int square = {Literal.Int(whole)}; square != 0; square--)") : default(IDisposable?))
            {
                WriteSquares(body, LaneCount, 0, string.Empty);
                if (whole > 1 || Columns % LaneCount != 0)
                {
                    body.Code.Line(Reference.Advance("query", LaneCount));
                    body.Code.Line(Reference.Advance("target", LaneCount * TargetStride));
                }
            }
        }

        WriteRest(body, Columns % LaneCount, before: whole * LaneCount);
    }

    private void WriteScalarLoop(MethodBody body)
    {
        using (body.Code.Open($"for (int column = {Literal.Int(Columns)}; column != 0; column--)"))
        {
            body.Code.Line($"target = {Scaled("query")};");
            body.Code.Line(Reference.Advance("query", 1));
            body.Code.Line(Reference.Advance("target", TargetStride));
        }
    }

    /// <summary>The columns that do not fill a square: smaller squares, the last of which may repeat columns before it.</summary>
    private void WriteRest(MethodBody body, int rest, int before)
    {
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

        const int Smallest = 4;
        if (rest > 0 && before + column + rest >= Smallest)
        {
            int start = column + rest - Smallest;
            if (start < 0)
            {
                body.Code.Line(Reference.Advance("query", start));
                body.Code.Line(Reference.Advance("target", start * TargetStride));
                start = 0;
            }

            WriteSquares(body, Smallest, start, "last_");
            return;
        }

        for (int c = column; c < column + rest; c++)
        {
            for (int lane = 0; lane < LaneCount; lane++)
            {
                string value = Reference.At("query", (long)Row(lane) * RowStride + c);
                body.Code.Line($"{Reference.At("target", (c * TargetStride) + lane)} = {Scaled(value)};");
            }
        }
    }

    private void WriteSquares(MethodBody body, int size, int column, string prefix)
    {
        Lanes lanes = Lanes.Of(size);
        for (int first = 0; first < LaneCount; first += size)
        {
            string square = $"{prefix}{(LaneCount == size ? string.Empty : $"at{Literal.Int(first)}_")}";
            var rows = new string[size];
            for (int i = 0; i < size; i++)
            {
                int row = Row(first + i);
                rows[i] = $"{square}row{Literal.Int(row)}";
                if (row == first + i)
                {
                    body.Code.Line($"var {rows[i]} = {lanes.Load("query", (row * RowStride) + column)};");
                }
                else if (row < first)
                {
                    // The whole square lies past the queries: it repeats the last one.
                    rows[i] = $"{square}row{Literal.Int(first)}";
                    if (i == 0)
                    {
                        body.Code.Line($"var {rows[i]} = {lanes.Load("query", (row * RowStride) + column)};");
                    }
                }
            }

            string[] columns = RegisterTranspose.Write(body.Code, rows, square);
            for (int i = 0; i < size; i++)
            {
                body.Code.Line(lanes.Store(Scaled(columns[i]), "target", ((column + i) * TargetStride) + first));
            }
        }
    }

    private int Row(int lane) => Math.Min(lane, Queries - 1);

    private string Scaled(string value) => $"{value} * {Literal.Float(Factor)}";
}
