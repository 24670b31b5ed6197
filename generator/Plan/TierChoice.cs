namespace AttnGen.Generator.Plan;

/// <summary>The tiers that a project wants kernels for.</summary>
/// <param name="Tiers">The tiers, best first. The last of all is always among them: every machine has it.</param>
/// <param name="Unknown">The first name that no tier has; null where there is none.</param>
internal sealed record TierChoice(IReadOnlyList<Tier> Tiers, string? Unknown)
{
    private static readonly char[] Separators = [',', ' ', '\t', '\r', '\n'];

    /// <summary>Reads names, separated by commas or white space, in any order and case; no name at all means every tier.</summary>
    public static TierChoice Of(string names)
    {
        string[] chosen = names.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        return new TierChoice(
            [.. Tier.All.Where(tier => chosen.Length == 0 || tier.Condition is null || chosen.Any(name => IsNameOf(tier, name)))],
            chosen.FirstOrDefault(name => !Tier.All.Any(tier => IsNameOf(tier, name))));
    }

    private static bool IsNameOf(Tier tier, string name) => string.Equals(tier.Name, name, StringComparison.OrdinalIgnoreCase);
}
