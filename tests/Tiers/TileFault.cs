using System.Globalization;
using System.Text.RegularExpressions;

namespace AttnGen.Tests.Tiers;

/// <summary>Looks for what makes a register tile slow without making it wrong.</summary>
internal static partial class TileFault
{
    /// <summary>What is wrong with a tile's machine code; empty if nothing is.</summary>
    /// <param name="tile">The method, whose name has its rows and vectors.</param>
    /// <param name="registers">The registers of the width that it should work in: xmm, ymm or zmm.</param>
    public static IEnumerable<string> Find(MachineCode tile, string registers)
    {
        Match size = Size().Match(tile.Method);
        int products = Number(size.Groups["rows"]) * Number(size.Groups["vectors"]);
        foreach (MachineCode loop in tile.Loops())
        {
            foreach (string line in loop.StackAccesses())
            {
                yield return $"{tile.Method}: the stack in a loop: {line}";
            }

            string[] targets = [.. loop.MultiplyAddTargets()];
            if (targets.Length == 0 || targets.Length % products != 0)
            {
                yield return $"{tile.Method}: {targets.Length} multiply-adds in a loop, not {products} a step";
            }

            if (targets.FirstOrDefault(target => !target.StartsWith(registers, StringComparison.Ordinal)) is { } other)
            {
                yield return $"{tile.Method}: {other} in place of {registers}";
            }
        }
    }

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@":\w*Tile(?<rows>\d+)x(?<vectors>\d+)")]
    private static partial Regex Size();
}
