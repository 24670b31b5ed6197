using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>Projection: tokens times packed weights. A panel stays in the cache while all tokens pass by.</summary>
internal sealed record ProjectMethod(ProductPlan Plan) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name =>
        $"Project{Literal.Int(Plan.Tokens)}x{Literal.Int(Plan.Inputs)}To{Literal.Int(Plan.Outputs)}";

    /// <inheritdoc/>
    public override string Summary =>
        $"Projection: {Literal.Int(Plan.Tokens)} tokens × {Literal.Int(Plan.Inputs)} inputs → {Literal.Int(Plan.Outputs)} outputs"
        + (Plan.Bias ? ", with bias." : ".");

    /// <inheritdoc/>
    public override string Parameters => "ref float x, ref float panels, ref float y, int count";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        if (!Plan.IsBlocked)
        {
            WritePanels(body, "x", "panels", "y", "count");
            return;
        }

        // The last block ends with the last token and repeats some before it: equal blocks, and no read past the tokens.
        string block = Literal.Int(Plan.TokenBlock);
        using (body.Code.Open($"for (int token = 0; token < count; token += {block})"))
        {
            body.Code.Line($"int start = Math.Min(token, {Literal.Int(Plan.Tokens - Plan.TokenBlock)});");
            body.Code.Line(Reference.Declare("blockX", "x", $"start * {Literal.Int(Plan.Inputs)}"));
            body.Code.Line(Reference.Declare("blockY", "y", $"start * {Literal.Int(Plan.Outputs)}"));
            body.Code.Line(Reference.Declare("blockPanels", "panels", 0));
            body.Code.Line($"int blockCount = Math.Min({block}, count - start);");
            WritePanels(body, "blockX", "blockPanels", "blockY", "blockCount");
        }
    }

    private void WritePanels(MethodBody body, string x, string panels, string y, string count)
    {
        foreach (ProjectionPanels group in Plan.Panels)
        {
            body.Code.Line($"// Outputs {Literal.Int(group.FirstOutput)} …: {Literal.Int(group.Count)} × {Literal.Int(group.Vectors)} vectors.");
            using (body.Code.Open($"for (int panel = {Literal.Int(group.Count)}; panel != 0; panel--)"))
            {
                RowLoop.Write(
                    body,
                    group.Rows,
                    count,
                    (rows, at) => $"{body.Use(Tile(group, rows))}(ref {at[0]}, ref {panels}, ref {at[1]});",
                    new RowReference(x, Plan.Inputs),
                    new RowReference(y, Plan.Outputs));
                body.Code.Line(Reference.Advance(panels, group.Length));
                body.Code.Line(Reference.Advance(y, group.Width));
            }
        }
    }

    private TileMethod Tile(ProjectionPanels panels, int rows) => new()
    {
        Stage = "Project",
        Rows = rows,
        Vectors = panels.Vectors,
        Depth = Plan.Inputs,
        RowStride = Plan.Inputs,
        DepthStride = 1,
        TargetStride = Plan.Outputs,
        LastLanes = panels.LastLanes,
        Start = Plan.Bias ? TileStart.Bias : TileStart.Zero,
    };
}
