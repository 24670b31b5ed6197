using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>Hides the keys outside a query's window, whatever their scores are.</summary>
internal sealed class WindowEdit(KeyVisibility visibility) : ScoreEdit
{
    /// <inheritdoc/>
    public override bool NeedsDistance => true;

    /// <inheritdoc/>
    public override void Write(EditPlace place, int vector)
    {
        Lanes lanes = place.Lanes;
        string score = place.Score(vector);
        string distance = EditPlace.Distance(vector);
        string hidden = lanes.Broadcast("float.NegativeInfinity");
        if (visibility.Right >= 0)
        {
            string behind = lanes.Broadcast(lanes.Literal(-visibility.Right));
            place.Body.Code.Line($"{score} = {lanes.SelectLess(distance, behind, hidden, score)};");
        }

        if (visibility.Left >= 0)
        {
            string before = lanes.Broadcast(lanes.Literal(visibility.Left));
            place.Body.Code.Line($"{score} = {lanes.SelectLess(before, distance, hidden, score)};");
        }
    }
}
