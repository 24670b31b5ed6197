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
    public override string Parameters => $"ref {Type} query, ref {Type} key, ref {Type} value, " + StepParameters.Declared(Plan);

    /// <inheritdoc/>
    public override string Compilation => Apart;

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        body.Code.Line($"ref float scratch = ref ThreadScratch.Rent{Plan.Spec.Number.Argument}({Literal.Int(Plan.AttendScratchLength)});");
        body.Code.Line(Reference.Declare("block", "scratch", Plan.Scratch.Block));
        WriteJoin(body, "key", "keys", Plan.Spec.KeyWidth);
        WriteJoin(body, "value", "values", Plan.Spec.ValueWidth);
        var padding = new StepPadding(Plan);
        if (Plan.Spec.IsNarrow)
        {
            WriteNarrow(body, padding);
            return;
        }

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

        padding.WriteBegin(body, "query", Plan.Spec.QueryWidth);
        StepParameters.WriteAttention(body, Plan.Direct, StepPadding.Source, StepPadding.Target);
        padding.WriteEnd(body, Plan.Spec.HeadsWidth);
    }

    private string Type => StepParameters.Type(Plan);

    private void WriteNarrow(MethodBody body, StepPadding padding)
    {
        padding.WriteBegin(body, "query", Plan.Spec.QueryWidth);
        using (Plan.Spec.TakesSteps ? body.Code.Open("if (tokens == 1)") : default(IDisposable?))
        {
            StepParameters.WriteAttention(body, Plan.Token!, StepPadding.Source, StepPadding.Target);
        }

        if (Plan.Spec.TakesSteps)
        {
            using (body.Code.Open("else"))
            {
                StepParameters.WriteAttention(body, Plan.Direct, StepPadding.Source, StepPadding.Target);
            }
        }

        padding.WriteEnd(body, Plan.Spec.HeadsWidth);
    }

    private void WriteJoin(MethodBody body, string rows, string cached, int width)
    {
        string next = "next" + char.ToUpperInvariant(rows[0]) + rows.Substring(1);
        body.Code.Line(Reference.Declare(next, cached, $"past * {Literal.Int(width)}", Type));
        StepPadding.WriteCopy(body, rows, next, width);
    }
}
