using AttnGen.Tests.Harness;

namespace AttnGen.Tests.Documentation;

/// <summary>The pages of the repository, found rather than listed: a new one is tested by being there.</summary>
internal static class MarkdownPages
{
    private static readonly string[] s_leftOut = ["bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts"];

    /// <summary>Their paths from the root of the repository, with slashes.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part.StartsWith('.') || s_leftOut.Contains(part)))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of a page.</summary>
    public static string Read(string page) => File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n");
}
