using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>
/// The caller's mask: −∞ hides a key, whatever its score is; other numbers are added. A number that base 2 makes too large for a float
/// becomes the largest there is: keys that all carry it share the weight, as they would without base 2.
/// </summary>
/// <param name="kind">The kind of mask.</param>
/// <param name="hidesAlready">Whether scores may be −∞ before, which no mask takes back.</param>
internal sealed class MaskEdit(MaskKind kind, bool hidesAlready) : ScoreEdit
{
    /// <inheritdoc/>
    public override string Operand => "mask";

    /// <inheritdoc/>
    public override void Write(EditPlace place, int vector)
    {
        Lanes lanes = place.Lanes;
        string v = Literal.Int(vector);
        string score = EditPlace.Score(vector);
        string infinity = lanes.Broadcast("float.NegativeInfinity");
        string added = score;
        place.Body.Code.Line($"var mask{v} = {place.Beside(Operand, vector)};");
        if (kind == MaskKind.Additive)
        {
            added = $"added{v}";
            place.Body.Code.Line($"var {added} = {lanes.MultiplyAdd($"mask{v}", lanes.Broadcast(lanes.Literal(Base2.Log2E)), score)};");
            added = lanes.Max(lanes.Broadcast("float.MinValue"), added);
            added = hidesAlready ? lanes.SelectEqual(score, infinity, infinity, added) : added;
        }

        place.Body.Code.Line($"{score} = {lanes.SelectEqual($"mask{v}", infinity, infinity, added)};");
    }
}
