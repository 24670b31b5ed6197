using System.Globalization;
using System.Text.RegularExpressions;

namespace AttnGen.Tests.Tiers;

/// <summary>One line of what the runtime writes with <c>DOTNET_JitStdOutFile</c> and <c>DOTNET_JitDisasmSummary=1</c>.</summary>
/// <param name="Method">Namespace, type and method, without the parameters: <c>Namespace.Type:Method</c>.</param>
/// <param name="Kind">How it was compiled, such as Tier0, Instrumented Tier0, Tier1-OSR, MinOpts or FullOpts.</param>
/// <param name="CodeBytes">The size of the machine code.</param>
internal sealed partial record JitReport(string Method, string Kind, int CodeBytes)
{
    /// <summary>Whether it was compiled with all optimizations.</summary>
    public bool IsOptimized => Kind.StartsWith("FullOpts", StringComparison.Ordinal) || Kind.StartsWith("Tier1", StringComparison.Ordinal);

    /// <summary>Whether a method is of a tier's kernel class and runs at each call, as all but the packing of the weights do.</summary>
    public static bool IsOfKernel(string method) =>
        method.StartsWith("AttnGen.Generated.<", StringComparison.Ordinal)
        && method.Contains("Kernel:", StringComparison.Ordinal)
        && !method.EndsWith(":Pack", StringComparison.Ordinal);

    /// <summary>The variables that make a process write a report.</summary>
    public static Dictionary<string, string> Environment(string file) => new()
    {
        ["DOTNET_JitStdOutFile"] = file,
        ["DOTNET_JitDisasmSummary"] = "1",
    };

    public static IEnumerable<JitReport> Parse(IEnumerable<string> lines) =>
        from line in lines
        let match = Line().Match(line)
        where match.Success
        select new JitReport(
            match.Groups["method"].Value, match.Groups["kind"].Value, int.Parse(match.Groups["bytes"].Value, CultureInfo.InvariantCulture));

    //    12: JIT compiled System.Text.Ascii:IsValid(ushort):bool [Tier0, IL size=11, code size=36]
    [GeneratedRegex(
        @"^\s*\d+: JIT compiled (?<method>[^:]+:[^(\[\s]+).*\[(?<kind>[^\[\]]+), IL size=\d+, code size=(?<bytes>\d+)\]$")]
    private static partial Regex Line();
}
