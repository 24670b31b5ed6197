using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Plan;

/// <summary>
/// What becomes of the scaled scores before the softmax, in this order: softcap, biases, the modifier, masks, windows. A hidden score is −∞
/// afterwards, and weighs 0.
/// </summary>
internal sealed record ScoreEdits
{
    /// <summary>The c of c · tanh(score / c); 0 for no cap.</summary>
    public required double Softcap { get; init; }

    /// <summary>Whether distance costs.</summary>
    public required bool Alibi { get; init; }

    /// <summary>Whether a table adds a bias to each distance.</summary>
    public required bool RelativeBias { get; init; }

    /// <summary>The user's own rule; null for none.</summary>
    public required ModifierSpec? Modifier { get; init; }

    /// <summary>The kind of mask.</summary>
    public required MaskKind Mask { get; init; }

    /// <summary>Which keys a query sees.</summary>
    public required KeyVisibility Visibility { get; init; }

    /// <summary>The scores that can be asked for.</summary>
    public required ScoreStage Scores { get; init; }

    /// <summary>What the scores are computed in.</summary>
    public required NumberType Number { get; init; }

    /// <summary>
    /// Whether tiles make the edits at their end, while the scores are in registers: those that look at a score and a number beside it alone. Else
    /// tiles store the scores as they come, and one pass over them does all the rest: places move from step to step, a bias lies in another order, a
    /// modifier may be long, and scores that are asked for are copied in between. In doubles the softcap has no short form, which a tile needs.
    /// </summary>
    public bool InTiles => !NeedDistances && !RelativeBias && Modifier is null && Scores == ScoreStage.None && (Softcap == 0 || Number.IsFloat);

    /// <summary>Whether the place of a query counts, beside what it sees.</summary>
    public bool NeedDistances => Alibi || Visibility.HasEdge;

    /// <summary>Whether a key may be hidden from some queries.</summary>
    public bool HideKeys => Modifier is not null || Mask != MaskKind.None || Visibility.HasEdge;

    /// <summary>Whether keys that no query of a block sees can be left out: their scores are not asked for.</summary>
    public bool SkipKeys => Visibility.HasEdge && Scores is ScoreStage.None or ScoreStage.Masked;

    /// <summary>The edits of a shape; null where there is none, or causality alone, which costs no pass.</summary>
    public static ScoreEdits? Of(AttentionSpec spec) => !spec.ChangesScores
        ? null
        : new ScoreEdits
        {
            Softcap = spec.Softcap,
            Alibi = spec.Alibi,
            RelativeBias = spec.RelativeBias,
            Modifier = spec.Modifier,
            Mask = spec.Mask,
            Visibility = KeyVisibility.Of(spec),
            Scores = spec.Scores,
            Number = spec.Number,
        };
}
