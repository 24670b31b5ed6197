using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>The edits of a plan, in their order: a new one has its line here.</summary>
internal static class EditSteps
{
    /// <summary>The edits of one part of the way from the product to the softmax.</summary>
    /// <param name="edits">What is asked for.</param>
    /// <param name="part">The part.</param>
    /// <param name="inRows">Whether a row is edited, of which only keys in the window are at hand.</param>
    public static IReadOnlyList<ScoreEdit> Of(ScoreEdits edits, EditPart part, bool inRows)
    {
        var steps = new List<ScoreEdit>();
        if (part != EditPart.AfterSoftcap && edits.Softcap != 0)
        {
            steps.Add(new SoftcapEdit(edits.Softcap));
        }

        if (part == EditPart.Softcap)
        {
            return steps;
        }

        if (edits.Alibi)
        {
            steps.Add(new AlibiEdit());
        }

        if (edits.RelativeBias)
        {
            steps.Add(new RelativeBiasEdit());
        }

        if (edits.Modifier is { } modifier)
        {
            steps.Add(new ModifierEdit(modifier));
        }

        if (edits.Mask != MaskKind.None)
        {
            steps.Add(new MaskEdit(edits.Mask, hidesAlready: edits.Modifier is not null));
        }

        if (edits.Visibility.HasEdge && !(inRows && edits.SkipKeys))
        {
            steps.Add(new WindowEdit(edits.Visibility));
        }

        return steps;
    }

    /// <summary>The edits that a tile makes.</summary>
    public static IReadOnlyList<ScoreEdit> OfTile(ScoreEdits edits) => Of(edits, EditPart.All, inRows: false);

    /// <summary>The operands that lie beside the scores of a tile, by their parameters' names; none where tiles make no edits.</summary>
    public static IEnumerable<string> OperandsOfTile(ScoreEdits? edits) => edits is { InTiles: true } ? Operands(OfTile(edits)) : [];

    /// <summary>The operands that lie beside the scores, by their parameters' names.</summary>
    public static IEnumerable<string> Operands(IEnumerable<ScoreEdit> steps) => steps.Select(step => step.Operand).OfType<string>();
}
