namespace AttnGen.Generator.Emit;

/// <summary>Softcap: c · tanh(score / c). A tile makes it where all of its scores are small; else a pass over the tile does.</summary>
internal sealed class SoftcapEdit(double cap) : ScoreEdit
{
    /// <inheritdoc/>
    public override void Write(EditPlace place, int vector)
    {
        string score = place.Score(vector);
        if (place.Row is null)
        {
            place.Body.Code.Line($"{score} = {place.Body.Use(new SoftcapMethod(place.Lanes.Count, place.Lanes.Number, cap))}({score});");
            return;
        }

        var small = new SmallSoftcap(place.Lanes, cap);
        small.WriteBend(place.Body.Code, score, place.Local("square", vector), place.Local("bend", vector));
        place.Body.Code.Line($"{score} = {small.Of(score, place.Local("square", vector), place.Local("bend", vector))};");
    }
}
