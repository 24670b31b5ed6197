using System.Globalization;
using System.Text;
using AttnGen.Generator.Emit;
using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Explain;

/// <summary>The part of a kernel's report that tells of one tier: its plan in words, then a table of its stages.</summary>
internal static class TierReport
{
    /// <summary>Writes the part.</summary>
    public static void Write(CodeWriter text, KernelPlan plan)
    {
        text.Line();
        text.Line($"### {plan.Tier.Name}");
        text.Line();
        text.Line("```text");
        foreach (string line in Words(plan))
        {
            text.Line(line);
        }

        text.Line("```");
        text.Line();
        text.Line("| stage | FLOPs | passes | bytes moved | cycles | share of the ceiling |");
        text.Line("| --- | --- | --- | --- | --- | --- |");
        IReadOnlyList<StageCost> stages = KernelCost.Of(plan);
        foreach (StageCost stage in stages)
        {
            WriteRow(text, stage, plan.Tier);
        }

        WriteRow(
            text,
            new StageCost(
                "all of Forward", stages.Sum(stage => stage.Flops), stages.Sum(stage => stage.Cycles), stages.Sum(stage => stage.Bytes), string.Empty),
            plan.Tier);
        text.Line();
        text.Line(Code(plan));
    }

    private static void WriteRow(CodeWriter text, StageCost stage, Tier tier)
    {
        string share = stage.Flops == 0
            ? "–"
            : Math.Round(100 * StageCost.Share(stage.Flops, stage.Cycles, tier)).ToString("0", CultureInfo.InvariantCulture) + " %";
        text.Line($"| {stage.Name} | {Literal.Grouped(stage.Flops)} | {stage.Passes} | {Literal.Grouped(stage.Bytes)} | "
            + $"{Literal.Grouped((long)Math.Round(stage.Cycles))} | {share} |");
    }

    // The comment on top of the tier's class says the same: without its slashes, it is the plan in words.
    private static IEnumerable<string> Words(KernelPlan plan)
    {
        var comment = new CodeWriter();
        PlanComment.Write(comment, plan);
        return comment.ToString().TrimEnd('\n').Split('\n').Select(line => line.Substring("// ".Length));
    }

    private static string Code(KernelPlan plan)
    {
        var code = new CodeWriter(plan.Spec.Number);
        TierClass.Write(code, plan);
        string text = code.ToString();
        int methods = text.Split('\n').Count(line => line.Contains("[MethodImpl("));
        return $"Code: {Literal.Grouped(Encoding.UTF8.GetByteCount(text))} bytes of C#, {Literal.Int(methods)} methods.";
    }
}
