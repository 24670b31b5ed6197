using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>One step of a decoder without projections: the caller's keys and values join the cache.</summary>
internal sealed record AttendStepMethod(KernelPlan Plan) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => "Attend";

    /// <inheritdoc/>
    public override string Summary => "A step without projections.";

    /// <inheritdoc/>
    public override string Parameters => "ref float query, ref float key, ref float value, " + StepParameters.Declared(Plan);

    /// <inheritdoc/>
    public override string Compilation => Apart;

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        body.Code.Line($"ref float scratch = ref ThreadScratch.Rent({Literal.Int(Plan.AttendScratchLength)});");
        body.Code.Line(Reference.Declare("block", "scratch", Plan.Scratch.Block));
        WriteJoin(body, "key", "keys", Plan.Spec.KeyWidth);
        WriteJoin(body, "value", "values", Plan.Spec.ValueWidth);
        if (!Plan.Spec.TakesSteps)
        {
            StepParameters.WriteAttention(body, Plan.Token!, "query", "output");
            return;
        }

        using (body.Code.Open("if (tokens == 1)"))
        {
            StepParameters.WriteAttention(body, Plan.Token!, "query", "output");
            body.Code.Line("return;");
        }

        var padding = new StepPadding(Plan);
        padding.WriteBegin(body, "query", Plan.Spec.QueryWidth);
        StepParameters.WriteAttention(body, Plan.Direct, StepPadding.Source, StepPadding.Target);
        padding.WriteEnd(body, Plan.Spec.HeadsWidth);
    }

    private static void WriteJoin(MethodBody body, string rows, string cached, int width)
    {
        string next = "next" + char.ToUpperInvariant(rows[0]) + rows.Substring(1);
        body.Code.Line(Reference.Declare(next, cached, $"past * {Literal.Int(width)}"));
        StepPadding.WriteCopy(body, rows, next, width);
    }
}
