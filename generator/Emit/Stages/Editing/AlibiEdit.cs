namespace AttnGen.Generator.Emit;

/// <summary>Attention with linear biases: −slope · |distance|, where the slope is the head's.</summary>
internal sealed class AlibiEdit : ScoreEdit
{
    /// <inheritdoc/>
    public override bool NeedsDistance => true;

    /// <inheritdoc/>
    public override bool NeedsOperands => true;

    /// <inheritdoc/>
    public override void WriteBegin(EditPlace place) => place.Body.Code.Line($"var slope = {place.Lanes.Broadcast("operands.Slope")};");

    /// <inheritdoc/>
    public override void Write(EditPlace place, int vector)
    {
        string score = place.Score(vector);
        string distance = place.Lanes.Abs(EditPlace.Distance(vector));
        place.Body.Code.Line($"{score} = {place.Lanes.MultiplyAdd("slope", distance, score)};");
    }
}
