namespace AttnGen.Generator.Emit;

/// <summary>The largest score is taken away, and the difference goes through <see cref="Exp2Method"/>.</summary>
internal sealed class PlainExponential : LaneExponential
{
    /// <inheritdoc/>
    public override void WriteBegin(MethodBody body, int vectors)
    {
    }

    /// <inheritdoc/>
    public override string Of(MethodBody body, int vector, string score) =>
        $"{body.Use(new Exp2Method(body.Lanes.Count, body.Lanes.Number))}({score} - max{Literal.Int(vector)})";
}
