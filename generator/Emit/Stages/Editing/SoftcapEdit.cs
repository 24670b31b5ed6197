namespace AttnGen.Generator.Emit;

/// <summary>Softcap: c · tanh(score / c).</summary>
internal sealed class SoftcapEdit(double cap) : ScoreEdit
{
    /// <inheritdoc/>
    public override void Write(EditPlace place, int vector)
    {
        string score = EditPlace.Score(vector);
        place.Body.Code.Line($"{score} = {place.Body.Use(new SoftcapMethod(place.Lanes.Count, place.Lanes.Number, cap))}({score});");
    }
}
