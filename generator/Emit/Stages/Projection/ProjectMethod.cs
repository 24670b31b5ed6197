using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>Projection: tokens times packed weights. A panel stays in the cache while all tokens pass by.</summary>
internal sealed record ProjectMethod(ProductPlan Plan) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name =>
        $"Project{Literal.Int(Plan.Tokens)}x{Literal.Int(Plan.Inputs)}To{Literal.Int(Plan.Outputs)}"
        + (Plan.IsPart ? "OfHead" : string.Empty)
        + (Plan.Target.HasParts ? $"By{Literal.Int(Plan.Target.Width)}" : string.Empty)
        + (Plan.Rope is null ? string.Empty : "Turned");

    /// <inheritdoc/>
    public override string Summary =>
        $"Projection: {Literal.Int(Plan.Tokens)} tokens × {Literal.Int(Plan.Inputs)} inputs → {Literal.Int(Plan.Outputs)} outputs"
        + (Plan.IsPart ? " of one head" : string.Empty)
        + (Plan.Target.HasParts ? $", {Literal.Int(Plan.Target.Width)} of which lie together for all tokens" : string.Empty)
        + (Plan.Bias ? ", with bias" : string.Empty)
        + (Plan.Rope is null ? "." : ", turned by RoPE.");

    /// <inheritdoc/>
    public override string Parameters =>
        "ref float x, ref float panels, ref float y, " + (Plan.Rope is null ? string.Empty : "ref float rope, ") + "int count";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        if (!Plan.IsBlocked)
        {
            WritePanels(body, "x", "panels", "y", "rope", "count");
            return;
        }

        // The last block ends with the last token and repeats some before it: equal blocks, and no read past the tokens.
        string block = Literal.Int(Plan.TokenBlock);
        using (body.Code.Open($"for (int token = 0; token < count; token += {block})"))
        {
            body.Code.Line($"int start = Math.Min(token, {Literal.Int(Plan.Tokens - Plan.TokenBlock)});");
            body.Code.Line(Reference.Declare("blockX", "x", $"start * {Literal.Int(Plan.Inputs)}"));
            body.Code.Line(Reference.Declare("blockY", "y", $"start * {Literal.Int(Plan.Target.Width)}"));
            if (Plan.Rope is { } rope)
            {
                body.Code.Line(Reference.Declare("blockRope", "rope", $"start * {Literal.Int(rope.Stride)}"));
            }

            body.Code.Line(Reference.Declare("blockPanels", "panels", 0));
            body.Code.Line($"int blockCount = Math.Min({block}, count - start);");
            WritePanels(body, "blockX", "blockPanels", "blockY", "blockRope", "blockCount");
        }
    }

    private void WritePanels(MethodBody body, string x, string panels, string y, string rope, string count)
    {
        foreach (ProjectionPanels group in Plan.Panels)
        {
            body.Code.Line($"// Outputs {Literal.Int(group.FirstOutput)} …: {Literal.Int(group.Count)} × {Literal.Int(group.Vectors)} vectors.");
            var column = new RopeColumn(Plan.Rope, group);
            column.WriteBegin(body);
            // Parts are whole panels of one width: ProjectionPlanner makes no others.
            int together = Plan.Target.HasParts ? Plan.Target.Width / group.Width : group.Count;
            using (Plan.Target.HasParts ? body.Code.Open($"for (int part = {Literal.Int(group.Count / together)}; part != 0; part--)") : default(IDisposable?))
            {
                using (body.Code.Open($"for (int panel = {Literal.Int(together)}; panel != 0; panel--)"))
                {
                    WritePanel(body, group, column, x, panels, y, rope, count);
                }

                if (Plan.Target.HasParts)
                {
                    body.Code.Line(Reference.Advance(y, Plan.Target.PartStride - Plan.Target.Width));
                }
            }
        }
    }

    /// <summary>Writes one panel for all tokens at hand, and goes on to the next.</summary>
    private void WritePanel(
        MethodBody body, ProjectionPanels group, RopeColumn column, string x, string panels, string y, string rope, string count)
    {
        var references = new List<RowReference> { new(x, Plan.Inputs), new(y, Plan.Target.Width) };
        if (Plan.Rope is { } factors)
        {
            references.Add(new RowReference(column.WriteReference(body, rope), factors.Stride));
        }

        RowLoop.Write(
            body,
            group.Rows,
            count,
            (rows, row, at) => $"{body.Use(Tile(group, rows))}(ref {at[0]}, ref {panels}, ref {at[1]}"
                + (at.Count > 2 ? $", ref {at[2]}" : string.Empty)
                + (group.Ahead == 0 ? string.Empty : $", {Literal.Int(group.Length)} + ({row} * {Literal.Int(group.Length)} / {Literal.Int(group.Rows.Total)})")
                + ");",
            [.. references]);
        body.Code.Line(Reference.Advance(panels, group.Length));
        body.Code.Line(Reference.Advance(y, group.Width));
        column.WriteNext(body);
    }

    private TileMethod Tile(ProjectionPanels panels, int rows) => new()
    {
        Stage = "Project",
        Rows = rows,
        Vectors = panels.Vectors,
        Depth = Plan.Inputs,
        RowStride = Plan.Inputs,
        DepthStride = 1,
        TargetStride = Plan.Target.Width,
        LastLanes = panels.LastLanes,
        Start = Plan.Bias ? TileStart.Bias : TileStart.Zero,
        Ahead = panels.Ahead,
        End = Plan.Rope is { } rope
            ? new TurnedEnd(rope.Stride, rope.RowLength, rope.Columns(panels))
            : new StoredEnd(),
    };
}
