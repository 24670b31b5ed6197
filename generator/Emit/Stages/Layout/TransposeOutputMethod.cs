namespace AttnGen.Generator.Emit;

/// <summary>
/// One vector's lanes of a transposed matrix [row][lane] into row-major memory: lane by lane, a row of the target. Lanes past the real
/// queries are not written. The outputs of a block leave this way.
/// </summary>
internal sealed record TransposeOutputMethod : TransposeMethod
{
    /// <inheritdoc/>
    public override string Name =>
        $"TransposeOutput{Literal.Int(Queries)}_From{Literal.Int(LaneStride)}Stride{Literal.Int(RowStride)}";

    /// <inheritdoc/>
    public override string Summary => $"Layout: the output of {Literal.Int(Queries)} queries out of their lanes.";

    /// <inheritdoc/>
    public override string Parameters => "ref float source, ref float target";

    /// <inheritdoc/>
    protected override void WriteColumn(MethodBody body)
    {
        for (int query = 0; query < Queries; query++)
        {
            body.Code.Line($"{Reference.At("target", (long)query * RowStride)} = {Reference.At("source", query)};");
        }
    }

    /// <inheritdoc/>
    protected override void WriteAdvance(MethodBody body, int columns)
    {
        body.Code.Line(Reference.Advance("source", (long)columns * LaneStride));
        body.Code.Line(Reference.Advance("target", columns));
    }

    /// <inheritdoc/>
    protected override void WriteSquare(MethodBody body, int size, int column, int first)
    {
        if (first >= Queries)
        {
            return;
        }

        string source = Reference.At("source", ((long)column * LaneStride) + first);
        string target = Reference.At("target", ((long)first * RowStride) + column);
        int rows = Math.Min(size, Queries - first);
        body.Code.Line(
            $"Square{Literal.Int(size)}.Transpose(ref {source}, {Literal.Int(LaneStride)}, {Literal.Int(size)}, "
            + $"ref {target}, {Literal.Int(RowStride)}, {Literal.Int(rows)}, 1f);");
    }
}
