using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>Projection: tokens times packed weights. A panel stays in the cache while all tokens pass by.</summary>
internal sealed record ProjectMethod(ProjectionPlan Plan) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => Plan.Name;

    /// <inheritdoc/>
    public override string Summary =>
        $"Projection: {Literal.Int(Plan.Tokens)} tokens × {Literal.Int(Plan.Inputs)} inputs → {Literal.Int(Plan.Outputs)} outputs"
        + (Plan.Bias ? ", with bias." : ".");

    /// <inheritdoc/>
    public override string Parameters => "ref float x, ref float panels, ref float y, int count";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        foreach (ProjectionPanels panels in Plan.Panels)
        {
            body.Code.Line($"// Outputs {Literal.Int(panels.FirstOutput)} …: {Literal.Int(panels.Count)} × {Literal.Int(panels.Vectors)} vectors.");
            using (body.Code.Open($"for (int panel = {Literal.Int(panels.Count)}; panel != 0; panel--)"))
            {
                RowLoop.Write(
                    body,
                    panels.Rows,
                    "count",
                    (rows, at) => $"{body.Use(Tile(panels, rows))}(ref {at[0]}, ref panels, ref {at[1]});",
                    new RowReference("x", Plan.Inputs),
                    new RowReference("y", Plan.Outputs));
                body.Code.Line(Reference.Advance("panels", panels.Length));
                body.Code.Line(Reference.Advance("y", panels.Width));
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
