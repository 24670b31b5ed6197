using Xunit;

namespace AttnGen.Package.Tests;

/// <summary>What the .NET SDK does not bring: NativeAOT links with the platform's own linker, by way of its C compiler.</summary>
internal static class NativeLinker
{
    /// <summary>Skips the test, and says why, on a machine that cannot link.</summary>
    public static void SkipWithout()
    {
        if (!OperatingSystem.IsWindows() && !IsOnPath("clang") && !IsOnPath("gcc"))
        {
            Assert.Skip("NativeAOT links with clang or gcc, and this machine has neither on its path.");
        }
    }

    /// <summary>The file name of a program.</summary>
    public static string Program(string name) => OperatingSystem.IsWindows() ? name + ".exe" : name;

    private static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
