namespace AttnGen.Generator.Emit;

/// <summary>
/// A learned bias for each distance, read from the head's table, in base 2. Where lanes are queries the table is turned round, so that its
/// numbers lie as the lanes do, and each key takes them from one place before.
/// </summary>
internal sealed class RelativeBiasEdit : ScoreEdit
{
    /// <inheritdoc/>
    public override string Operand => "bias";

    /// <inheritdoc/>
    public override int OperandStep(EditPlace place) => place.LanesAreQueries ? -1 : base.OperandStep(place);

    /// <inheritdoc/>
    public override bool FitsTile => false;

    /// <inheritdoc/>
    public override void Write(EditPlace place, int vector) =>
        place.Body.Code.Line($"{place.Score(vector)} += {place.Beside(Operand, vector)};");
}
