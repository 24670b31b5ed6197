using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>
/// Projection of one token, into a cache or to where a step reads it: never in parts. Several panels go together, so that their sums are
/// enough to hide the latency of a multiply-add: what counts is to stream the weights.
/// </summary>
internal sealed record ProjectTokenMethod(ProductPlan Plan) : KernelMethod
{
    /// <summary>The vectors whose sums are in flight at a time.</summary>
    private const int VectorsTogether = 8;

    /// <summary>The same where there are no vectors: plain code is kept small.</summary>
    private const int FloatsTogether = 4;

    /// <inheritdoc/>
    public override string Name =>
        $"ProjectToken{Literal.Int(Plan.Inputs)}To{Literal.Int(Plan.Outputs)}" + (Plan.Rope is null ? string.Empty : "Turned");

    /// <inheritdoc/>
    public override string Summary =>
        $"Projection: one token, {Literal.Int(Plan.Inputs)} inputs → {Literal.Int(Plan.Outputs)} outputs"
        + (Plan.Bias ? ", with bias" : string.Empty)
        + (Plan.Rope is null ? "." : ", turned by RoPE.");

    /// <inheritdoc/>
    public override string Parameters =>
        "ref float x, ref float panels, ref float y" + (Plan.Rope is null ? string.Empty : ", ref float rope");

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        foreach (ProjectionPanels group in Plan.Panels)
        {
            int first = 0;
            foreach (VectorGroup tiles in Tiles(group, body.Tier))
            {
                WriteTiles(body, group, first, tiles.Vectors, tiles.Count);
                first += tiles.Vectors * tiles.Count;
            }
        }
    }

    /// <summary>Equal panels as near-equal tiles: so many panels each, so many times.</summary>
    private static VectorGroup[] Tiles(ProjectionPanels group, Tier tier)
    {
        int vectors = tier.Lanes == 1 ? FloatsTogether : VectorsTogether;
        int together = Math.Max(1, ((2 * vectors) + group.Vectors) / (2 * group.Vectors));
        return VectorGroups.Balanced(group.Count, together);
    }

    /// <summary>Writes equal tiles: as a loop, unless the factors of RoPE start at another column in each.</summary>
    private void WriteTiles(MethodBody body, ProjectionPanels group, int first, int panels, int count)
    {
        bool unrolls = count > 1 && Plan.Rope is { } rope && rope.Moves(group);
        int times = unrolls ? count : 1;
        for (int tile = 0; tile < times; tile++)
        {
            string name = body.Use(Tile(group, first + (tile * panels), panels));
            string eachTile = $"for (int tile = {Literal.Int(count)}; tile != 0; tile--)";
            using (count == 1 || unrolls ? default(IDisposable?) : body.Code.Open(eachTile))
            {
                body.Code.Line($"{name}(ref x, ref panels, ref y{(Plan.Rope is null ? string.Empty : ", ref rope")});");
                body.Code.Line(Reference.Advance("panels", (long)panels * group.Length));
                body.Code.Line(Reference.Advance("y", panels * group.Width));
            }
        }
    }

    private TileMethod Tile(ProjectionPanels group, int first, int panels) => new()
    {
        Stage = "Project",
        Rows = 1,
        Vectors = panels * group.Vectors,
        PanelsTogether = panels,
        PanelLength = panels == 1 ? 0 : group.Length,
        Depth = Plan.Inputs,
        RowStride = Plan.Inputs,
        DepthStride = 1,
        TargetStride = Plan.Target.Width,
        LastLanes = group.LastLanes,
        Start = Plan.Bias ? TileStart.Bias : TileStart.Zero,
        End = Plan.Rope is { } rope ? new TurnedEnd(rope.Stride, rope.RowLength, Columns(rope, group, first, panels)) : new StoredEnd(),
    };

    /// <summary>Where the factors of each vector start.</summary>
    private static List<int> Columns(RopeFactors rope, ProjectionPanels group, int first, int panels)
    {
        var columns = new List<int>();
        for (int panel = first; panel < first + panels; panel++)
        {
            // Where panels start at different columns, those of the plan count from the panel's own.
            int start = rope.Moves(group) ? (group.FirstOutput + (panel * group.Width)) % rope.DK : 0;
            columns.AddRange(rope.Columns(group).Select(column => start + column));
        }

        return columns;
    }
}
