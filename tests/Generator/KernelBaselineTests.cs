using System.Security.Cryptography;
using System.Text;
using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>
/// A shape that asks for no feature has the kernel that it had before the feature existed: each method of it, on each tier, is compared
/// with a stored hash. The user's own type, whose members grow with the interface, and the version in it are no part of that.
/// </summary>
/// <remarks>
/// Where the kernels of plain shapes are meant to change, <c>ATTNGEN_RENEW_BASELINES=1 dotnet run -c Release --project tests --
/// --filter-class '*KernelBaselineTests'</c> writes the files anew; what the difference shows is then part of the change.
/// </remarks>
public sealed class KernelBaselineTests
{
    private const string KernelNamespace = "namespace AttnGen.Generated\n";

    private static readonly bool s_renews = Environment.GetEnvironmentVariable("ATTNGEN_RENEW_BASELINES") == "1";

    [Theory]
    [InlineData("small", "16, 64, 16")]
    [InlineData("heads", "64, 128, 32, Heads = 4, OutputProjection = true")]
    [InlineData("causal", "256, 128, 64, Heads = 2, Causal = CausalAlignment.TopLeft")]
    public void A_plain_kernel_is_what_it_was(string name, string arguments)
    {
        string file = Path.Combine(Repository.Root, "tests", "Generator", "Baselines", name + ".txt");
        string[] parts = [$"[AttentionShape({arguments})]", .. Parts(arguments)];
        if (s_renews)
        {
            File.WriteAllText(file, string.Join('\n', parts) + "\n");
        }

        string[] stored = File.ReadAllLines(file);
        string[] changed = [.. parts.Except(stored).Concat(stored.Except(parts))];
        Assert.True(
            parts.SequenceEqual(stored),
            $"The kernel of a shape without features has changed; the remarks on {nameof(KernelBaselineTests)} say how to renew {file}:\n"
            + string.Join('\n', changed.Take(20)));
    }

    /// <summary>The parts of a kernel that blank lines separate, mostly methods: the hash of each, and its first line that is no comment.</summary>
    private static IEnumerable<string> Parts(string arguments)
    {
        string text = Assert.Single(KernelCompiler.GeneratedTexts(
            new CompilerSettings { Documentation = false }, $"using AttnGen; [AttentionShape({arguments})] public sealed partial class Encoder {{ }}"));
        int start = text.IndexOf(KernelNamespace, StringComparison.Ordinal);
        Assert.True(start > 0, "The kernel's namespace is not found.");
        string[] parts = text[start..].Split("\n\n");
        Assert.InRange(parts.Length, 50, int.MaxValue);
        return parts.Select(part => $"{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(part)).AsSpan(0, 8))} {Title(part)}");
    }

    private static string Title(string part) =>
        part.Split('\n').Select(line => line.Trim()).First(line => line.Length > 0 && line[0] is not ('/' or '[') && !line.StartsWith("using", StringComparison.Ordinal));
}
