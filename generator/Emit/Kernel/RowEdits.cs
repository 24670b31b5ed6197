using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>Writes what a method for one query after the other does with operands beside queries, keys and values.</summary>
internal sealed class RowEdits(RowAttentionPlan plan)
{
    /// <summary>Writes what comes before all queries.</summary>
    public void WriteBegin(MethodBody body)
    {
        if (plan.Edits is not { HideKeys: true })
        {
            return;
        }

        using (body.Code.Open(string.Empty))
        {
            body.Code.Line("bool finite = true;");
            using (body.Code.Open($"for (int head = 0; head < {Literal.Int(plan.KeyValueHeads)}; head++)"))
            {
                string value = Reference.At("value", $"head * {Literal.Int(plan.Layout.Value.HeadStride)}", AttendHeads.Type(plan));
                string stride = Literal.Int(plan.Layout.Value.RowStride);
                body.Code.Line($"finite &= {HeadOperands.AreFinite(plan)}(ref {value}, {stride}, {Literal.Int(plan.DV)}, keys);");
            }

            body.Code.Line("operands.Finite = finite;");
        }
    }

    /// <summary>Writes the edits of one query's scores with one head.</summary>
    /// <param name="body">Where to write.</param>
    /// <param name="scores">The scores: a variable.</param>
    /// <param name="query">The query: an expression.</param>
    /// <param name="firstKey">The first key at hand: an expression.</param>
    /// <param name="count">The keys at hand: an expression.</param>
    /// <param name="visible">The keys up to the query's place: an expression.</param>
    public void Write(MethodBody body, string scores, string query, string firstKey, string count, string visible)
    {
        if (!plan.HasOperands)
        {
            return;
        }

        HeadOperands.Write(body, plan, "head");
        if (plan.Edits is not { } edits)
        {
            return;
        }

        if (edits.Mask != MaskKind.None)
        {
            body.Code.Line(Reference.Declare("mask", "scratch", plan.MaskStart));
            body.Code.Line($"MaskLanes.Read(ref operands, {query}, 1, {firstKey}, {count}, ref mask, 1);");
        }

        if (edits.RelativeBias)
        {
            int queries = (int)(plan.WeightsHeadStride / plan.Keys);
            body.Code.Line(Reference.Declare("bias", "scratch", plan.BiasStart));
            body.Code.Line($"RelativeBiases.Read(ref operands, {Literal.Int(queries + plan.Keys - 1)}, "
                + $"{Literal.Int(queries - 1)} - {query} + {firstKey}, {count}, ref bias);");
        }

        body.Code.Line($"ref float rowScores = ref {scores};");
        ScoreOutput.Write(
            body,
            edits,
            part => EditScoresMethod.OfRow(edits, part).Call(
                body, "rowScores", "max", count, visible, query, firstKey),
            $"ScoreRows.Copy(ref rowScores, 1, ref operands, {query}, {firstKey}, 1, {count}");
    }

    /// <summary>Writes the sums that were left out, since a value is not finite: a hidden key must not reach them.</summary>
    public void WriteUnfinished(MethodBody body, string eachHead, string values, string count)
    {
        if (plan.Edits is not { HideKeys: true })
        {
            return;
        }

        using (body.Code.Open("if (!operands.Finite)"))
        {
            using (body.Code.Open(eachHead))
            {
                string scores = Reference.At("scratch", $"head * {Literal.Int(plan.ScoreStride)}");
                string value = Reference.At(values, $"{KeyHead.Of(plan)} * {Literal.Int(plan.Layout.Value.HeadStride)}", AttendHeads.Type(plan));
                string output = Reference.At("output", $"head * {Literal.Int(plan.Layout.Output.HeadStride)}");
                string reciprocal = Reference.At("reciprocal", "head");
                if (plan.IsNarrow)
                {
                    WriteUnfinishedNarrow(body, scores, value, output, reciprocal, count);
                    return;
                }

                body.Code.Line("EdgeValues.AddSeen(");
                body.Code.Line($"    ref {scores}, 1, ref {value}, {Literal.Int(plan.Layout.Value.RowStride)},");
                body.Code.Line($"    ref {output}, 0, 1, ref {reciprocal}, 1, {Literal.Int(plan.DV)}, {count});");
            }
        }
    }

    /// <summary>The same of values of 16 bits, each of which becomes floats before it is added.</summary>
    private void WriteUnfinishedNarrow(MethodBody body, string scores, string value, string output, string reciprocal, string count)
    {
        string type = AttendHeads.Type(plan);
        string numbers = Literal.Int(plan.DV);
        body.Code.Line(Reference.Declare("wideValue", "scratch", plan.WideValueStart));
        body.Code.Line(Reference.Declare("weight", scores, 0));
        body.Code.Line(Reference.Declare("unfinished", value, 0, type));
        using (body.Code.Open($"for (int rest = {count}; rest > 0; rest--)"))
        {
            body.Code.Line($"Elements.Widen<{type}>(ref unfinished, ref wideValue, {numbers});");
            body.Code.Line("EdgeValues.AddSeen(");
            body.Code.Line($"    ref weight, 1, ref wideValue, {numbers}, ref {output}, 0, 1, ref {reciprocal}, 1, {numbers}, 1);");
            body.Code.Line(Reference.Advance("unfinished", plan.Layout.Value.RowStride, type));
            body.Code.Line(Reference.Advance("weight", 1));
        }
    }
}
