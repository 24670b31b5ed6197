using AttnGen.Generator.Emit;
using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Explain;

/// <summary>The part of the report that tells of one kernel.</summary>
internal static class KernelReport
{
    /// <summary>Writes the part, from the heading on.</summary>
    public static string Write(KernelTarget target)
    {
        var text = new CodeWriter();
        text.Line();
        text.Line($"## {FullName(target.Type)}");
        text.Line();
        text.Line(ShapeWords.Of(target.Attention));
        text.Line($"{Literal.Grouped(Flops.Projection(target.Attention))} FLOPs for the projections, "
            + $"{Literal.Grouped(Flops.Attention(target.Attention))} for scoring and aggregation.");
        foreach (Tier tier in TierChoice.Of(target.Tiers).Tiers)
        {
            TierReport.Write(text, KernelPlanner.Plan(target.Attention, tier));
        }

        return text.ToString();
    }

    /// <summary>The type's name with what it stands in, as it is declared, without the words in front of a name.</summary>
    private static string FullName(TypeSpec type)
    {
        IEnumerable<string> names = type.Declarations.Select(declaration =>
            declaration.Substring(declaration.LastIndexOf(' ', Math.Max(0, (declaration + "<").IndexOf('<') - 1)) + 1));
        return string.Join(".", type.Namespace.Length == 0 ? names : new[] { type.Namespace }.Concat(names));
    }
}
