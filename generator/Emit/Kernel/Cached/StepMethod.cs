using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>
/// One step of a decoder: keys and values of the new tokens go straight into the cache, behind those that are there; then the attention of
/// all heads on the cache, and the output projection. A step of one token has a method of its own.
/// </summary>
internal sealed record StepMethod(KernelPlan Plan, bool IsToken) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => IsToken && Plan.Spec.TakesSteps ? "ForwardToken" : "Forward";

    /// <inheritdoc/>
    public override string Summary => IsToken ? "A step of one token." : "A step of some tokens.";

    /// <inheritdoc/>
    public override string Parameters => $"ref {StepParameters.Type(Plan)} x, ref float panels, " + StepParameters.Declared(Plan) + (Plan.Spec.StepHasPosition ? ", int position" : string.Empty);

    /// <inheritdoc/>
    public override string Compilation => Apart;

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        if (!IsToken)
        {
            using (body.Code.Open("if (tokens == 1)"))
            {
                body.Code.Line($"{body.Use(new StepMethod(Plan, IsToken: true))}(ref x, ref panels, {StepParameters.Passed(Plan)}{Position});");
                body.Code.Line("return;");
            }
        }

        var padding = new StepPadding(Plan);
        body.Code.Line($"ref float scratch = ref ThreadScratch.Rent{Plan.Spec.Number.Argument}({Literal.Int(Plan.ForwardScratchLength)});");
        body.Code.Line(Reference.Declare("query", "scratch", Plan.Scratch.Query));
        body.Code.Line(IsNarrow ? Reference.Declare("key", "scratch", Plan.Scratch.Key) : Joined("key", "keys", Plan.Spec.KeyWidth));
        body.Code.Line(IsNarrow ? Reference.Declare("value", "scratch", Plan.Scratch.Value) : Joined("value", "values", Plan.Spec.ValueWidth));
        body.Code.Line(Reference.Declare("block", "scratch", Plan.Scratch.Block));
        if (Plan.Output is not null)
        {
            body.Code.Line(Reference.Declare("heads", "scratch", Plan.Scratch.Heads));
        }

        bool isCopied = IsNarrow || !IsToken;
        if (isCopied)
        {
            padding.WriteBegin(body, "x", Plan.Spec.DModel);
        }

        WriteFactors(body);
        string source = isCopied ? StepPadding.Source : "x";
        string target = isCopied ? StepPadding.Target : "output";
        WriteProjection(body, Plan.Key!, source, "key");
        WriteProjection(body, Plan.Value, source, "value");
        WriteProjection(body, Plan.Query, source, "query");
        if (IsNarrow)
        {
            body.Code.Line(Joined("nextKey", "keys", Plan.Spec.KeyWidth));
            body.Code.Line(Joined("nextValue", "values", Plan.Spec.ValueWidth));
            padding.WriteNarrow(body, "key", "nextKey", Plan.Spec.KeyWidth);
            padding.WriteNarrow(body, "value", "nextValue", Plan.Spec.ValueWidth);
        }

        AttentionPlan attention = IsToken ? Plan.Token! : Plan.Projected;
        StepParameters.WriteAttention(body, attention, "query", Plan.Output is null ? target : "heads");
        if (Plan.Output is { } output)
        {
            WriteProjection(body, output, "heads", target);
        }

        if (isCopied)
        {
            padding.WriteEnd(body, Plan.Spec.ResultWidth);
        }
    }

    private bool IsNarrow => Plan.Spec.IsNarrow;

    /// <summary>Declares the reference to the rows of the cache that the step's tokens fill.</summary>
    private string Joined(string name, string cached, int width) =>
        Reference.Declare(name, cached, $"past * {Literal.Int(width)}", StepParameters.Type(Plan));

    private string Position => Plan.Spec.StepHasPosition ? ", position" : string.Empty;

    /// <summary>Writes the reference to the factors of RoPE for the first token.</summary>
    private void WriteFactors(MethodBody body)
    {
        if (Plan.Rope is not { } rope)
        {
            return;
        }

        if (Plan.Spec.StepHasPosition)
        {
            string room = Reference.At("scratch", Plan.Scratch.Rope);
            string read = IsToken ? "1" : Literal.Int(Plan.Spec.N);
            body.Code.Line($"ref float rope = ref {RopeField.Name}.From(position, tokens, {read}, ref {room});");
        }
        else
        {
            body.Code.Line($"ref float rope = ref {RopeField.Name}.First;");
            body.Code.Line($"rope = ref {Reference.At("rope", $"past * {Literal.Int(rope.Factors.Stride)}")};");
        }
    }

    private void WriteProjection(MethodBody body, ProjectionPlan projection, string source, string target)
    {
        string panels = Reference.At("panels", Plan.PackedStart(projection));
        string factors = projection.Product.Rope is null ? string.Empty : ", ref rope";
        body.Code.Line(IsToken
            ? $"{body.Use(new ProjectTokenMethod(projection.Product))}(ref {source}, ref {panels}, ref {target}{factors});"
            : $"{body.Use(new ProjectMethod(projection.Product))}(ref {source}, ref {panels}, ref {target}{factors}, tokens);");
    }
}
