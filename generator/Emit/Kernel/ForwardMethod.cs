using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>
/// The whole attention: projection, the attention of all heads, output projection; chunk by chunk of queries where they are many.
/// </summary>
internal sealed record ForwardMethod(KernelPlan Plan) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => "Forward";

    /// <inheritdoc/>
    public override string Summary => "The whole attention.";

    /// <inheritdoc/>
    public override string Parameters =>
        "ref float x, ref float context, ref float panels, ref float output, ref float weights, bool weighted, int queries, int keys"
        + OperandParameter.Of(Plan.Projected)
        + (Plan.Spec.HasPosition ? ", int position" : string.Empty);

    /// <inheritdoc/>
    public override string Compilation => Apart;

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        body.Code.Line($"ref float scratch = ref ThreadScratch.Rent{Plan.Spec.Number.Argument}({Literal.Int(Plan.ForwardScratchLength)});");
        body.Code.Line(Reference.Declare("query", "scratch", Plan.Scratch.Query));
        string source = Plan.Spec.IsCrossAttention ? "context" : "x";
        body.Code.Line(Plan.MergesKeys ? Reference.Declare("key", source, 0) : Reference.Declare("key", "scratch", Plan.Scratch.Key));
        body.Code.Line(Reference.Declare("value", "scratch", Plan.Scratch.Value));
        body.Code.Line(Reference.Declare("block", "scratch", Plan.Scratch.Block));
        if (Plan.Output is not null)
        {
            body.Code.Line(Reference.Declare("heads", "scratch", Plan.Scratch.Heads));
        }

        if (Plan.Rope is not null)
        {
            body.Code.Line($"ref float rope = ref {RopeField.Name}.First;");
        }

        if (Plan.GoesHeadByHead)
        {
            WriteHeads(body, source);
            return;
        }

        if (Plan.Key is { } key)
        {
            WriteProjection(body, key, source, "key", "rope", "keys");
        }

        WriteProjection(body, Plan.Value, source, "value", "rope", "keys");
        if (Plan.IsChunked)
        {
            WriteChunks(body);
        }
        else
        {
            WriteQueries(body, "x", "output", "weights", "queries", "0");
        }
    }

    private void WriteHeads(MethodBody body, string source)
    {
        AttentionSpec spec = Plan.Spec;
        string heads = Plan.Output is null ? "output" : "heads";
        body.Code.Line(Reference.Declare("headOutput", heads, 0));
        using (body.Code.Open($"for (int head = 0; head < {Literal.Int(spec.Heads)}; head++)"))
        {
            foreach (ProjectionPlan projection in Plan.HeadProjections)
            {
                bool ofQueries = projection.Matrix == nameof(KernelPlan.Query);
                string panels = Reference.At("panels", Plan.PackedStartInHead(projection));
                string target = projection.Matrix.ToLowerInvariant();
                body.Code.Line($"{body.Use(new ProjectMethod(projection.Product.OfPart))}"
                    + $"(ref {(ofQueries ? "x" : source)}, ref {panels}, ref {target}, {(ofQueries ? "queries" : "keys")});");
            }

            body.Code.Line(Reference.Advance("panels", Plan.HeadPackedLength));
            WriteAttention(body, "headOutput", "weights", "queries", "0");
            body.Code.Line(Reference.Advance("headOutput", spec.DV));
            if (Plan.Projected.OffersWeights)
            {
                body.Code.Line(Reference.Advance("weights", Plan.Projected.WeightsHeadStride));
            }
        }

        // The panels of the heads are behind.
        if (Plan.Output is { } output)
        {
            body.Code.Line($"{body.Use(new ProjectMethod(output.Product))}(ref heads, ref panels, ref output, queries);");
        }
    }

    /// <summary>The last chunk ends with the last query and repeats some before it: equal chunks, and no read past the queries.</summary>
    private void WriteChunks(MethodBody body)
    {
        string chunk = Literal.Int(Plan.QueryChunk);
        using (body.Code.Open($"for (int first = 0; first < queries; first += {chunk})"))
        {
            body.Code.Line($"int start = Math.Min(first, {Literal.Int(Plan.Spec.N - Plan.QueryChunk)});");
            body.Code.Line(Reference.Declare("chunkX", "x", $"start * {Literal.Int(Plan.Spec.DModel)}"));
            body.Code.Line(Reference.Declare("chunkOutput", "output", $"start * {Literal.Int(Plan.Spec.ResultWidth)}"));
            if (Plan.Projected.OffersWeights)
            {
                body.Code.Line(Reference.Declare("chunkWeights", "weights", $"start * {Literal.Int(Plan.Spec.KeyValueLength)}"));
            }

            WriteQueries(body, "chunkX", "chunkOutput", Plan.Projected.OffersWeights ? "chunkWeights" : "weights", chunk, "start");
        }
    }

    private void WriteQueries(MethodBody body, string x, string output, string weights, string queries, string first)
    {
        WriteProjection(body, Plan.Query, x, "query", WriteQueryFactors(body, queries, first), queries);
        if (first != "0" && Plan.Projected.HasOperands)
        {
            body.Code.Line($"operands.FirstQuery = {first};");
        }

        WriteAttention(body, Plan.Output is null ? output : "heads", weights, queries, first);
        if (Plan.Output is { } projection)
        {
            WriteProjection(body, projection, "heads", output, "rope", queries);
        }
    }

    private void WriteAttention(MethodBody body, string output, string weights, string queries, string first)
    {
        // In self-attention the real tokens are queries and keys alike, so that the alignment does not matter.
        string visible = Plan.Spec.IsCrossAttention ? VisibleKeys.OfFirstQuery(Plan.Spec) : "1";
        string last = VisibleKeys.Argument(Plan.Projected.HasPlace, VisibleKeys.After(visible, first));
        body.Code.Line(
            $"{body.Use(AttendHeads.Of(Plan.Projected))}"
            + $"(ref query, ref key, ref value, ref {output}, ref block, ref {weights}, weighted, {queries}, keys{OperandParameter.Argument(Plan.Projected)}{last});");
    }

    /// <summary>Writes the reference to the factors of RoPE for some queries; the name of it.</summary>
    private string WriteQueryFactors(MethodBody body, string queries, string first)
    {
        if (Plan.Rope is not { } rope || (!Plan.Spec.HasPosition && first == "0"))
        {
            return "rope";
        }

        const string Name = "queryRope";
        if (Plan.Spec.HasPosition)
        {
            string position = first == "0" ? "position" : $"position + {first}";
            string room = Reference.At("scratch", Plan.Scratch.Rope);
            body.Code.Line(
                $"ref float {Name} = ref {RopeField.Name}.From({position}, {queries}, {Literal.Int(Plan.QueryChunk)}, ref {room});");
        }
        else
        {
            body.Code.Line(Reference.Declare(Name, "rope", $"{first} * {Literal.Int(rope.Factors.Stride)}"));
        }

        return Name;
    }

    private void WriteProjection(MethodBody body, ProjectionPlan projection, string source, string target, string rope, string tokens)
    {
        string panels = Reference.At("panels", Plan.PackedStart(projection));
        string factors = projection.Product.Rope is null ? string.Empty : $"ref {rope}, ";
        body.Code.Line($"{body.Use(new ProjectMethod(projection.Product))}(ref {source}, ref {panels}, ref {target}, {factors}{tokens});");
    }
}
