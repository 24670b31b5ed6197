using System.ComponentModel;
using Xunit;

namespace AttnGen.Package.Tests;

/// <summary>What the .NET SDK does not bring: NativeAOT links with the platform's own linker, by way of its C compiler.</summary>
internal static class NativeLinker
{
    /// <summary>NativeAOT takes the first that is there.</summary>
    private static readonly string[] s_compilers = ["clang", "gcc"];

    /// <summary>Skips the test, and says why, on a machine that cannot link.</summary>
    public static async Task SkipWithoutAsync(string root)
    {
        if (!OperatingSystem.IsWindows() && await WhyNotAsync(root) is { } reason)
        {
            Assert.Skip("NativeAOT takes a linker, which the .NET SDK does not bring: " + reason);
        }
    }

    /// <summary>The file name of a program.</summary>
    public static string Program(string name) => OperatingSystem.IsWindows() ? name + ".exe" : name;

    // A compiler alone does not link: it takes the linker and the C library's files for it, which come in packages of their own.
    private static async Task<string?> WhyNotAsync(string root)
    {
        string folder = Directory.CreateDirectory(Path.Combine(root, "linked")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "empty.c"), "int main(void) { return 0; }\n");
        foreach (string compiler in s_compilers)
        {
            try
            {
                CommandLine.Result linked = await CommandLine.RunAsync(folder, compiler, "empty.c -o empty");
                return linked.ExitCode == 0 ? null : $"{compiler} does not link an empty program.\n{linked.Output}";
            }
            catch (Win32Exception)
            {
                // It is not there; perhaps the next one is.
            }
        }

        return $"neither {string.Join(" nor ", s_compilers)} is on this machine's path.";
    }
}
