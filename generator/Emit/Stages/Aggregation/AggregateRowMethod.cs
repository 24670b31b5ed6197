using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>
/// Aggregation of one query: O[c] = Σ P[key]·V[key][c], times one over the sum. Some heads together, so that values are read in the order
/// in which they lie, and those of a group of heads once.
/// </summary>
internal sealed record AggregateRowMethod(RowAttentionPlan Plan) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => $"AggregateRow_{Plan.Name}";

    /// <inheritdoc/>
    public override string Summary =>
        $"Aggregation: one query × {Literal.Int(Plan.HeadsTogether)} heads × {Literal.Int(Plan.DV)} numbers of each value.";

    /// <inheritdoc/>
    public override string Parameters => $"ref {AttendHeads.Type(Plan)} value, ref float weights, ref float output, ref float reciprocal, int count";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        IReadOnlyList<VectorPiece> pieces = VectorPiece.Of(Plan.DV, body.Tier.Lanes);
        int together = Math.Max(1, body.Tier.Registers - (body.Tier.Registers / 4));
        for (int first = 0; first < pieces.Count; first += together)
        {
            using (pieces.Count <= together ? default(IDisposable?) : body.Code.Open(string.Empty))
            {
                WritePieces(body, [.. pieces.Skip(first).Take(together)]);
            }
        }
    }

    private void WritePieces(MethodBody body, IReadOnlyList<VectorPiece> pieces)
    {
        Lanes lanes = body.Lanes;
        for (int head = 0; head < Plan.HeadsTogether; head++)
        {
            foreach (VectorPiece piece in pieces)
            {
                body.Code.Line($"var {Sum(head, piece)} = {lanes.Zero};");
            }
        }

        body.Code.Line(Reference.Declare("values", "value", 0, AttendHeads.Type(Plan)));
        using (body.Code.Open("for (int key = 0; key < count; key++)"))
        {
            int group = Math.Min(Plan.GroupSize, Plan.HeadsTogether);
            for (int first = 0; first < Plan.HeadsTogether; first += group)
            {
                WriteGroup(body, pieces, first, group);
            }

            body.Code.Line(Reference.Advance("values", Plan.Layout.Value.RowStride, AttendHeads.Type(Plan)));
        }

        for (int head = 0; head < Plan.HeadsTogether; head++)
        {
            string factor = "factor" + Literal.Int(head);
            body.Code.Line($"var {factor} = {lanes.Broadcast(Reference.At("reciprocal", head))};");
            foreach (VectorPiece piece in pieces)
            {
                string sum = Sum(head, piece);
                body.Code.Line($"{sum} *= {factor};");
                foreach (string statement in lanes.StoreFirst(piece.Lanes, sum, "output", (head * Plan.Layout.Output.HeadStride) + piece.Start))
                {
                    body.Code.Line(statement);
                }
            }
        }
    }

    /// <summary>Writes one key of heads that share its value: whichever are fewer, their weights or its vectors, stay in registers.</summary>
    private void WriteGroup(MethodBody body, IReadOnlyList<VectorPiece> pieces, int first, int group)
    {
        Lanes lanes = body.Lanes;
        int value = first / group * Plan.Layout.Value.HeadStride;
        if (group <= pieces.Count)
        {
            for (int head = first; head < first + group; head++)
            {
                WriteWeight(body, head);
            }

            foreach (VectorPiece piece in pieces)
            {
                string load = WidenMethod.Load(body, Plan.Stored, piece.Lanes, "values", value + piece.Start);
                if (group > 1)
                {
                    body.Code.Line($"var {Shared(first, piece)} = {load};");
                    load = Shared(first, piece);
                }

                for (int head = first; head < first + group; head++)
                {
                    body.Code.Line($"{Sum(head, piece)} = {lanes.MultiplyAdd(Weight(head), load, Sum(head, piece))};");
                }
            }

            return;
        }

        foreach (VectorPiece piece in pieces)
        {
            body.Code.Line($"var {Shared(first, piece)} = {WidenMethod.Load(body, Plan.Stored, piece.Lanes, "values", value + piece.Start)};");
        }

        for (int head = first; head < first + group; head++)
        {
            WriteWeight(body, head);
            foreach (VectorPiece piece in pieces)
            {
                body.Code.Line($"{Sum(head, piece)} = {lanes.MultiplyAdd(Weight(head), Shared(first, piece), Sum(head, piece))};");
            }
        }
    }

    private void WriteWeight(MethodBody body, int head)
    {
        string scalar = Reference.At("weights", $"key + {Literal.Int(head * Plan.ScoreStride)}");
        body.Code.Line($"var {Weight(head)} = {body.Lanes.Broadcast(scalar)};");
    }

    private static string Weight(int head) => "weight" + Literal.Int(head);

    private static string Shared(int head, VectorPiece piece) => $"value{Literal.Int(head)}_{Literal.Int(piece.Start)}";

    private static string Sum(int head, VectorPiece piece) => $"sum{Literal.Int(head)}_{Literal.Int(piece.Start)}";
}
