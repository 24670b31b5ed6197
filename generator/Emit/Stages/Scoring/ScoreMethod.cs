using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>
/// Scoring: Sᵀ[key][lane] = Σ K[key][c]·Qᵀ[c][lane], and each lane's largest score on the way.
/// <c>count</c> is the number of keys; an online block also says how many keys lie in front of it.
/// </summary>
internal sealed record ScoreMethod : KernelMethod
{
    /// <summary>The vectors that hold one number of each query.</summary>
    public required int Vectors { get; init; }

    /// <summary>The lanes of those vectors.</summary>
    public required int Width { get; init; }

    /// <summary>The size of one head's query and key.</summary>
    public required int DK { get; init; }

    /// <summary>The keys, or those of one block, cut into tiles.</summary>
    public required RowTiles KeyTiles { get; init; }

    /// <summary>Whether the keys come in blocks.</summary>
    public required bool IsOnline { get; init; }

    /// <summary>From one key to the next.</summary>
    public required int KeyStride { get; init; }

    /// <summary>Whether some keys may be visible to a part of the queries only.</summary>
    public bool HasEdge { get; init; }

    /// <summary>What becomes of the scores before any is compared: in the tiles, or in a pass, for which they are stored as they come; null for nothing.</summary>
    public ScoreEdits? Edits { get; init; }

    /// <inheritdoc/>
    public override string Name => $"ScoreKeys{Literal.Int(Vectors)}_Stride{Literal.Int(KeyStride)}";

    /// <inheritdoc/>
    public override string Summary => $"Scoring: keys × {Literal.Int(Width)} queries, {Literal.Int(DK)} deep.";

    /// <inheritdoc/>
    public override string Parameters =>
        "ref float key, ref float query, ref float scores"
        + EditedEnd.ParametersOf(Edits)
        + (IsStored ? ", int count, int before" : ", ref float max, int count" + (IsOnline ? ", int before" : string.Empty))
        + VisibleKeys.Parameter(HasEdge);

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        if (IsStored)
        {
            WriteStoringTiles(body, "int row = 0", "-before");
            return;
        }

        for (int vector = 0; vector < Vectors; vector++)
        {
            body.Code.Line(body.Lanes.Store(body.Lanes.Broadcast("float.NegativeInfinity"), "max", vector * body.Tier.Lanes));
        }

        if (HasEdge)
        {
            WriteWithEdge(body);
        }
        else if (IsOnline)
        {
            WriteOnline(body);
        }
        else
        {
            RowLoop.Write(
                body,
                KeyTiles,
                "count",
                (rows, at) => Call(body, rows, at[0], at.Skip(1)),
                [new RowReference("key", KeyStride), .. BesideScores.Select(reference => new RowReference(reference, Width))]);
        }
    }

    /// <summary>
    /// Whole tiles, then one that ends with the last key and repeats some before it: equal tiles, and no read past the keys.
    /// </summary>
    private void WriteOnline(MethodBody body)
    {
        int rows = KeyTiles.Rows;
        using (body.Code.Open($"for (; count >= {Literal.Int(rows)}; count -= {Literal.Int(rows)})"))
        {
            body.Code.Line(Call(body, rows, "key", BesideScores));
            body.Code.Line(Reference.Advance("key", (long)rows * KeyStride));
            foreach (string reference in BesideScores)
            {
                body.Code.Line(Reference.Advance(reference, rows * Width));
            }

            body.Code.Line($"before += {Literal.Int(rows)};");
        }

        using (body.Code.Open("if (count != 0)"))
        {
            body.Code.Line($"int back = Math.Min({Literal.Int(rows)} - count, before);");
            body.Code.Line(Reference.Declare("lastKey", "key", $"-back * {Literal.Int(KeyStride)}"));
            foreach (string reference in BesideScores)
            {
                body.Code.Line(Reference.Declare(Last(reference), reference, $"-back * {Literal.Int(Width)}"));
            }

            body.Code.Line(Call(body, rows, "lastKey", BesideScores.Select(Last)));
        }
    }

    /// <summary>
    /// Tiles that all queries see whole keep the largest scores. From the first that some queries do not see whole, scores are stored as
    /// they come, then hidden, and compared when hidden ones are gone. Here too the last tile ends with the last key.
    /// </summary>
    private void WriteWithEdge(MethodBody body)
    {
        string rows = Literal.Int(KeyTiles.Rows);
        body.Code.Line("int shared = Math.Min(visible, count);");
        body.Code.Line("int row = 0;");
        using (body.Code.Open($"for (; row + {rows} <= shared; row += {rows})"))
        {
            body.Code.Line(Call(body, KeyTiles.Rows, At("key", "row", KeyStride), [At("scores", "row", Width)]));
        }

        body.Code.Line("int edge = row;");
        WriteStoringTiles(body, string.Empty, IsOnline ? "-before" : "0");
        string hide = body.Use(new HideScoresMethod(Vectors));
        body.Code.Line($"{hide}(ref {At("scores", "edge", Width)}, ref max, count - edge, visible - edge);");
    }

    /// <summary>Tiles that store the scores as they come; the last one ends with the last key, and repeats some before it.</summary>
    private void WriteStoringTiles(MethodBody body, string begin, string least)
    {
        string rows = Literal.Int(KeyTiles.Rows);
        using (body.Code.Open($"for ({begin}; row < count; row += {rows})"))
        {
            body.Code.Line($"int start = Math.Max(Math.Min(row, count - {rows}), {least});");
            string tile = body.Use(Tile(KeyTiles.Rows) with { End = new StoredEnd() });
            body.Code.Line($"{tile}(ref {At("key", "start", KeyStride)}, ref query, ref {At("scores", "start", Width)});");
        }
    }

    private static string At(string reference, string row, int stride) => Reference.At(reference, $"{row} * {Literal.Int(stride)}");

    private static string Last(string reference) => "last" + char.ToUpperInvariant(reference[0]) + reference.Substring(1);

    /// <summary>Whether the scores are stored as they come.</summary>
    private bool IsStored => Edits is { InTiles: false };

    /// <summary>The scores, and the operands that lie as they do.</summary>
    private IEnumerable<string> BesideScores => EditSteps.OperandsOfTile(Edits).Prepend("scores");

    private string Call(MethodBody body, int rows, string key, IEnumerable<string> beside) =>
        $"{body.Use(Tile(rows))}(ref {key}, ref query, ref {beside.First()}, ref max{string.Concat(beside.Skip(1).Select(operand => $", ref {operand}"))});";

    private TileMethod Tile(int rows) => new()
    {
        Stage = "Score",
        Rows = rows,
        Vectors = Vectors,
        Depth = DK,
        RowStride = KeyStride,
        DepthStride = 1,
        TargetStride = Width,
        LastLanes = Width / Vectors,
        End = Edits is { InTiles: true } ? new EditedEnd(Edits) : new LargestEnd(),
    };
}
