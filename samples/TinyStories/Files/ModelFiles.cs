namespace TinyStories;

/// <summary>The two files of a model: its weights, and the vocabulary beside them.</summary>
/// <param name="Weights">The weights, in llama2.c's format.</param>
/// <param name="Vocabulary">The vocabulary, in llama2.c's format.</param>
internal sealed record ModelFiles(string Weights, string Vocabulary)
{
    private const string WeightsName = "stories260K.bin";
    private const string VocabularyName = "tok512.bin";
    private const string Source = "https://huggingface.co/karpathy/tinyllamas/tree/main/stories260K";

    /// <summary>The files that the command line names, or those of the data folder beside the repository.</summary>
    /// <param name="given">A path to the weights or to the folder that holds both files; null for the data folder.</param>
    /// <exception cref="FileUnusableException">One of them is not there; the message says where it can be had.</exception>
    public static ModelFiles Find(string? given)
    {
        string path = given ?? DataFolder();
        ModelFiles files = Directory.Exists(path)
            ? new(Path.Combine(path, WeightsName), Path.Combine(path, VocabularyName))
            : new(path, Path.Combine(Path.GetDirectoryName(path) ?? string.Empty, VocabularyName));
        foreach (string file in (string[])[files.Weights, files.Vocabulary])
        {
            if (!File.Exists(file))
            {
                throw new FileUnusableException(
                    $"There is no {file}. Download {WeightsName} and {VocabularyName} from {Source} into one folder, and pass its path.");
            }
        }

        return files;
    }

    /// <summary>Reads a file, or says why it cannot be read.</summary>
    /// <exception cref="FileUnusableException">It cannot be read.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileUnusableException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Where ATTNGEN_DATA says, or else in ../shared/data from the repository's root.</summary>
    private static string DataFolder()
    {
        string data = Environment.GetEnvironmentVariable("ATTNGEN_DATA") is { Length: > 0 } folder
            ? folder
            : Path.Combine(RepositoryRoot(), "..", "shared", "data");
        return Path.GetFullPath(Path.Combine(data, "stories260K"));
    }

    private static string RepositoryRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "AttnGen.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? Environment.CurrentDirectory;
    }
}
