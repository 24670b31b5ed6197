using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>Writes the edits of scores with, in between, the copy of those that are asked for.</summary>
internal static class ScoreOutput
{
    /// <summary>Writes them.</summary>
    /// <param name="body">Where to write.</param>
    /// <param name="edits">The edits.</param>
    /// <param name="edit">The call that makes a part of them.</param>
    /// <param name="copy">The call that copies scores, but for its last argument: what turns them back into natural units.</param>
    public static void Write(MethodBody body, ScoreEdits edits, Func<EditPart, string> edit, string copy)
    {
        if (edits.Scores == ScoreStage.Product)
        {
            body.Code.Line($"{copy}, {body.Lanes.Literal(Base2.Ln2)});");
        }

        if (edits.Scores == ScoreStage.Softcapped)
        {
            if (edits.Softcap != 0)
            {
                body.Code.Line(edit(EditPart.Softcap));
            }

            body.Code.Line($"{copy}, {body.Lanes.Literal(Base2.Ln2)});");
            body.Code.Line(edit(EditPart.AfterSoftcap));
            return;
        }

        body.Code.Line(edit(EditPart.All));
        if (edits.Scores == ScoreStage.Masked)
        {
            body.Code.Line($"{copy}, {body.Lanes.Literal(Base2.Ln2)});");
        }
    }
}
