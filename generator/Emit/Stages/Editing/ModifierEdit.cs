using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>The user's own rule, on lanes of the runtime's that speak of every width in the same words. Its −∞ hides a key.</summary>
internal sealed class ModifierEdit(ModifierSpec modifier) : ScoreEdit
{
    /// <inheritdoc/>
    public override bool NeedsNumbers => true;

    /// <inheritdoc/>
    public override bool NeedsOperands => true;

    /// <inheritdoc/>
    public override void WriteBegin(EditPlace place)
    {
        place.Body.Code.Line("firstQuery += operands.FirstQuery + operands.QueryNumber;");
        place.Body.Code.Line("firstKey += operands.KeyNumber;");
        place.Body.Code.Line("int head = operands.Head;");
        if (modifier.HasData)
        {
            string type = place.Lanes.Number.IsFloat ? "ReadOnlySpan<float>" : "var";
            place.Body.Code.Line($"{type} data = operands.ModifierData;");
        }
    }

    /// <inheritdoc/>
    public override void Write(EditPlace place, int vector)
    {
        string score = place.Score(vector);
        NumberType number = place.Lanes.Number;
        int count = place.Lanes.Count;
        string lanes = $"ScoreLane{(count == 1 ? string.Empty : "s" + Literal.Int(count * number.Bits))}<float>";
        string method = number.IsFloat ? "Of" : "OfDoubles";
        string data = modifier.HasData ? "data" : "default";
        place.Body.Code.Line(
            $"{score} = ModifiedScores.{method}<{modifier.FullName}, {lanes}>"
            + $"(new {lanes}({score}), head, firstQuery, firstKey, {Literal.Bool(place.LanesAreQueries)}, {data}).Value;");
    }
}
