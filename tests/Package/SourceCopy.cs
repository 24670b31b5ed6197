using AttnGen.Tests.Harness;

namespace AttnGen.Package.Tests;

/// <summary>Copies of the source that the package is made from, in a folder that knows nothing of this repository's git and of its builds.</summary>
internal static class SourceCopy
{
    private const string Git = "-c user.name=test -c user.email=test@example.org -c init.defaultBranch=main ";

    // What a commit is called depends on when it was made.
    private static readonly (string Name, string? Value)[] s_date =
        [("GIT_AUTHOR_DATE", "2000-01-01T00:00:00Z"), ("GIT_COMMITTER_DATE", "2000-01-01T00:00:00Z")];

    private static readonly string[] s_leftOut = ["tests", "samples", "benchmarks", "artifacts", "bin", "obj"];

    /// <summary>Copies all that a package may come from.</summary>
    /// <param name="folder">The folder to make.</param>
    /// <param name="source">What to copy; this repository where it is not said.</param>
    /// <returns>The folder.</returns>
    public static string Make(string folder, string? source = null)
    {
        Copy(source ?? Repository.Root, folder);
        return folder;
    }

    /// <summary>Makes the copy a git repository of one commit, which has the same name wherever and whenever it is made.</summary>
    public static Task CommitAsync(string folder) => GitAsync(folder, "init -q", "add -A", "commit -q -m one");

    /// <summary>Runs git in a copy, one command after the other.</summary>
    public static async Task GitAsync(string folder, params string[] commands)
    {
        foreach (string command in commands)
        {
            (await CommandLine.RunAsync(folder, "git", Git + command, s_date)).Succeeded();
        }
    }

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (string file in Directory.GetFiles(source))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        foreach (string folder in Directory.GetDirectories(source))
        {
            string name = Path.GetFileName(folder);
            if (!name.StartsWith('.') && !s_leftOut.Contains(name))
            {
                Copy(folder, Path.Combine(target, name));
            }
        }
    }
}
