namespace AttnGen.Generator.Emit;

/// <summary>
/// Row-major queries, as many as a vector has lanes, into one vector's lanes of Qᵀ[c][lane]. Where the shape has fewer queries than
/// lanes, the last one fills the lanes that are left: they are computed and thrown away, and nothing past the queries is read.
/// </summary>
internal sealed record TransposeQueriesMethod : TransposeMethod
{
    /// <summary>What every number is multiplied with.</summary>
    public required double Factor { get; init; }

    /// <inheritdoc/>
    public override string Name =>
        $"TransposeQueries{Literal.Int(Queries)}_Stride{Literal.Int(RowStride)}To{Literal.Int(LaneStride)}";

    /// <inheritdoc/>
    public override string Summary =>
        $"Scaling and layout: {Literal.Int(Queries)} queries × {Literal.Int(Columns)} into lanes, times scale · log2(e).";

    /// <inheritdoc/>
    public override string Parameters => "ref float query, ref float target";

    /// <inheritdoc/>
    protected override void WriteColumn(MethodBody body)
    {
        for (int lane = 0; lane < LaneCount; lane++)
        {
            string number = Reference.At("query", (long)Math.Min(lane, Queries - 1) * RowStride);
            body.Code.Line($"{Reference.At("target", lane)} = {number} * {body.Lanes.Literal(Factor)};");
        }
    }

    /// <inheritdoc/>
    protected override void WriteAdvance(MethodBody body, int columns)
    {
        body.Code.Line(Reference.Advance("query", columns));
        body.Code.Line(Reference.Advance("target", columns * LaneStride));
    }

    /// <inheritdoc/>
    protected override void WriteSquare(MethodBody body, int size, int column, int first)
    {
        int row = Math.Min(first, Queries - 1);
        int rows = Math.Min(size, Queries - row);
        string source = Reference.At("query", ((long)row * RowStride) + column);
        string target = Reference.At("target", (column * LaneStride) + first);
        body.Code.Line(
            $"Square{Literal.Int(size)}.Transpose(ref {source}, {Literal.Int(RowStride)}, {Literal.Int(rows)}, "
            + $"ref {target}, {Literal.Int(LaneStride)}, {Literal.Int(size)}, {body.Lanes.Literal(Factor)});");
    }
}
