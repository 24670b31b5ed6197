using System.Text.RegularExpressions;

namespace AttnGen.Tests.Tiers;

/// <summary>The machine code of one method, as the runtime lists it with <c>DOTNET_JitDisasm</c> on x64.</summary>
/// <param name="Method">Namespace, type and method, without the parameters: <c>Namespace.Type:Method</c>.</param>
/// <param name="FramePointer">Whether rbp points to the stack; else it is a register like any other.</param>
/// <param name="Lines">Instructions and labels.</param>
internal sealed partial record MachineCode(string Method, bool FramePointer, IReadOnlyList<string> Lines)
{
    private const string LastLine = "; Total bytes of code";

    /// <summary>The variables that make a process list the methods of a name, beside those of <see cref="JitReport"/>.</summary>
    public static Dictionary<string, string> Environment(string file, string names) => new(JitReport.Environment(file))
    {
        ["DOTNET_JitDisasm"] = names,
        // Past the end of the process (hexadecimal), so that no other thread compiles, and writes its report into a listing.
        ["DOTNET_TC_CallCountingDelayMs"] = "100000",
    };

    /// <summary>The methods in what was written; other lines are passed over.</summary>
    public static IEnumerable<MachineCode> Parse(IEnumerable<string> lines)
    {
        string? method = null;
        bool framePointer = false;
        var code = new List<string>();
        foreach (string line in lines)
        {
            if (Header().Match(line) is { Success: true } header)
            {
                method = header.Groups["method"].Value;
                framePointer = false;
                code.Clear();
            }
            else if (method is not null && line.StartsWith(LastLine, StringComparison.Ordinal))
            {
                yield return new MachineCode(method, framePointer, [.. code]);
                method = null;
            }
            else if (line.StartsWith("; rbp based frame", StringComparison.Ordinal))
            {
                framePointer = true;
            }
            else if (line.Length > 0 && line[0] != ';' && !string.IsNullOrWhiteSpace(line))
            {
                code.Add(line.Trim());
            }
        }
    }

    /// <summary>From each label to the last branch back to it; the whole method if there is none, its loop being unrolled.</summary>
    public IReadOnlyList<MachineCode> Loops()
    {
        var starts = new Dictionary<string, int>();
        var ends = new SortedDictionary<int, int>();
        for (int i = 0; i < Lines.Count; i++)
        {
            if (Label().Match(Lines[i]) is { Success: true } label)
            {
                starts.Add(label.Groups["label"].Value, i);
            }
            else if (Branch().Match(Lines[i]) is { Success: true } branch
                && starts.TryGetValue(branch.Groups["label"].Value, out int start))
            {
                ends[start] = i;
            }
        }

        return ends.Count == 0 ? [this] : [.. ends.Select(loop => this with { Lines = [.. Lines.Take(loop.Value + 1).Skip(loop.Key)] })];
    }

    /// <summary>The instructions that read or write the stack, as they do where registers do not suffice.</summary>
    public IEnumerable<string> StackAccesses() =>
        Lines.Where(line => line.Contains("[rsp", StringComparison.Ordinal)
            || (FramePointer && line.Contains("[rbp", StringComparison.Ordinal)));

    /// <summary>The registers that fused multiply-adds of floats add to, one an instruction: xmm, ymm or zmm and a number.</summary>
    public IEnumerable<string> MultiplyAddTargets() =>
        from line in Lines
        let match = MultiplyAdd().Match(line)
        where match.Success
        select match.Groups["target"].Value;

    // ; Assembly listing for method A.<K_g>F12__Vector512Kernel:ScoreTile4x4_Depth64(byref,byref) (FullOpts)
    [GeneratedRegex(@"^; Assembly listing for method (?<method>[^:]+:[^(\[\s]+)")]
    private static partial Regex Header();

    // G_M000_IG03:                ;; offset=0x0051
    [GeneratedRegex(@"^(?<label>G_M\w+):")]
    private static partial Regex Label();

    // jne      SHORT G_M000_IG03
    [GeneratedRegex(@"^j[a-z]+\s+(SHORT )?(?<label>G_M\w+)")]
    private static partial Regex Branch();

    // vfmadd231ps zmm0, zmm16, zmm18
    [GeneratedRegex(@"^vfn?madd\d+ps\s+(?<target>[xyz]mm\d+)")]
    private static partial Regex MultiplyAdd();
}
