using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>
/// Writes how a step with fewer tokens than the most goes through methods that read and write rows of a full one: what it reads is copied to
/// a place with room for all rows, and what it writes comes back from another. The rows in between hold anything; no row looks at another's.
/// Rows of 16 bits go this way in every step: they become floats there, and are rounded on their way back.
/// </summary>
internal sealed class StepPadding(KernelPlan plan)
{
    /// <summary>The reference to the rows to read.</summary>
    public const string Source = "source";

    /// <summary>The reference to the rows to write.</summary>
    public const string Target = "target";

    private bool IsNarrow => plan.Spec.IsNarrow;

    private string IsPadded => $"tokens != {Literal.Int(plan.Spec.N)}";

    /// <summary>Declares both references, and copies what is read.</summary>
    /// <param name="body">Where to write.</param>
    /// <param name="input">The rows of the step.</param>
    /// <param name="width">The floats of one.</param>
    public void WriteBegin(MethodBody body, string input, int width)
    {
        if (IsNarrow)
        {
            string type = StepParameters.Type(plan);
            body.Code.Line(Reference.Declare(Source, "scratch", plan.Scratch.StepInput));
            body.Code.Line(Reference.Declare(Target, "scratch", plan.Scratch.StepOutput));
            body.Code.Line($"Elements.Widen<{type}>(ref {input}, ref {Source}, tokens * {Literal.Int(width)});");
            return;
        }

        body.Code.Line(Reference.Declare(Source, input, 0));
        body.Code.Line(Reference.Declare(Target, "output", 0));
        using (body.Code.Open($"if ({IsPadded})"))
        {
            body.Code.Line($"{Source} = ref {Reference.At("scratch", plan.Scratch.StepInput)};");
            body.Code.Line($"{Target} = ref {Reference.At("scratch", plan.Scratch.StepOutput)};");
            WriteCopy(body, input, Source, width);
        }
    }

    /// <summary>Copies what was written, rows of a width.</summary>
    public void WriteEnd(MethodBody body, int width)
    {
        if (IsNarrow)
        {
            WriteNarrow(body, Target, "output", width);
            return;
        }

        using (body.Code.Open($"if ({IsPadded})"))
        {
            WriteCopy(body, Target, "output", width);
        }
    }

    /// <summary>Rounds the tokens' rows.</summary>
    public void WriteNarrow(MethodBody body, string from, string to, int width) =>
        body.Code.Line($"Elements.Narrow<{StepParameters.Type(plan)}>(ref {from}, ref {to}, tokens * {Literal.Int(width)});");

    /// <summary>Copies the tokens' rows.</summary>
    public static void WriteCopy(MethodBody body, string from, string to, int width)
    {
        string length = $"tokens * {Literal.Int(width)}";
        body.Code.Line($"MemoryMarshal.CreateReadOnlySpan(ref {from}, {length}).CopyTo(MemoryMarshal.CreateSpan(ref {to}, {length}));");
    }
}
