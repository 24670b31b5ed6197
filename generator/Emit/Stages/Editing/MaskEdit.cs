using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>The caller's mask, in base 2: −∞ hides a key, whatever its score is; other numbers are added.</summary>
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
        string score = place.Score(vector);
        string mask = place.Local("mask", vector);
        string infinity = lanes.Broadcast("float.NegativeInfinity");
        string added = kind == MaskKind.Additive ? $"{score} + {mask}" : score;
        if (kind == MaskKind.Additive && hidesAlready)
        {
            added = lanes.SelectEqual(score, infinity, infinity, added);
        }

        place.Body.Code.Line($"var {mask} = {place.Beside(Operand, vector)};");
        place.Body.Code.Line($"{score} = {lanes.SelectEqual(mask, infinity, mask, added)};");
    }
}
