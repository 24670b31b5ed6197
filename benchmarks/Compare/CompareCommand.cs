using System.Globalization;
using AttnGen.Benchmarks.Cli;
using AttnGen.Benchmarks.Engines;
using AttnGen.Benchmarks.Reports;
using AttnGen.Benchmarks.Tables;
using AttnGen.Benchmarks.Workloads;

namespace AttnGen.Benchmarks.Compare;

/// <summary>Runs every engine on every row in turns, prints the tables as they grow and saves them.</summary>
internal static class CompareCommand
{
    private static readonly TimeSpan DefaultBudget = TimeSpan.FromSeconds(0.5);

    /// <summary>Runs the command.</summary>
    /// <returns>The exit code: 1 where an engine was wrong.</returns>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        var options = new Options(arguments, "--rows", "--table", "--engines", "--seconds", "--out");
        string[] words = options.List("--rows");
        TimeSpan budget = options.Seconds("--seconds", DefaultBudget);
        TableDefinition[] tables = Tables(options.Text("--table"), words);
        EngineEntry[] chosen = Engines(options.List("--engines"));
        string folder = Folder(options.Text("--out") ?? Path.Combine("artifacts", "compare"));
        EngineEntry[] engines = [.. chosen.Where(static engine => engine.Unavailable is null)];
        Row[] rows = [.. tables.SelectMany(static table => table.Rows)];

        var header = RunHeader.Collect(rows[0].Tier, chosen);
        foreach ((string label, string value) in header.Lines)
        {
            Console.WriteLine($"{label + ":",-13}{value}");
        }

        IReadOnlyList<ReportColumn> columns = ReportColumn.For(engines);
        var terminal = new TerminalTable(columns, rows);
        var errors = new List<string>();
        TableResult[] results = [.. tables.Select(table => Measure(table, engines, budget, terminal, errors))];

        Save(folder, header, columns, results);
        errors.ForEach(Console.Error.WriteLine);
        return errors.Count == 0 ? 0 : 1;
    }

    private static TableResult Measure(
        TableDefinition table, EngineEntry[] engines, TimeSpan budget, TerminalTable terminal, List<string> errors)
    {
        var progress = new ProgressLine();
        var results = new List<RowResult>();
        terminal.PrintHead(table.Title);
        foreach (Row row in table.Rows)
        {
            try
            {
                RowResult result = RowMeasurement.Run(row, engines, budget, text => progress.Show(row.Name, text));
                progress.Clear();
                terminal.Print(result);
                results.Add(result);
            }
            catch (WrongResultException exception)
            {
                // A wrong engine's time means nothing, and neither would the row's comparison: the row is left out and the run fails.
                progress.Clear();
                Console.WriteLine($"{row.Name}: {exception.Message}");
                errors.Add(exception.Message);
            }
        }

        var measured = new TableResult(table.Title, table.FileName, results);
        Console.WriteLine(measured.Summary);
        return measured;
    }

    private static TableDefinition[] Tables(string? wanted, string[] words)
    {
        TableDefinition[] known = [.. TableDefinition.All.Where(table => wanted is null || table.FileName == wanted)];
        if (known.Length == 0)
        {
            throw new UsageException(
                $"--table is one of {string.Join(", ", TableDefinition.All.Select(static table => table.FileName))}, not '{wanted}'.");
        }

        RowFilter.From([.. known.SelectMany(static table => table.Rows)], words);
        return
        [
            .. known
                .Select(table => table with { Rows = RowFilter.Apply(table.Rows, words) })
                .Where(static table => table.Rows.Count > 0),
        ];
    }

    private static EngineEntry[] Engines(string[] words)
    {
        EngineEntry[] engines =
        [
            .. EngineCatalog.All.Where(engine => words.Length == 0
                || words.Any(word => engine.Name.Contains(word, StringComparison.OrdinalIgnoreCase))),
        ];
        return engines.Length > 0
            ? engines
            : throw new UsageException(
                $"--engines must be part of the names {string.Join(", ", EngineCatalog.All.Select(static engine => engine.Name))}.");
    }

    /// <summary>Makes the folder before anything is measured: five minutes later would be too late to learn that it cannot be.</summary>
    private static string Folder(string wanted)
    {
        try
        {
            Directory.CreateDirectory(wanted);
            return wanted;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--out cannot be the folder '{wanted}': {exception.Message}");
        }
    }

    private static void Save(string folder, RunHeader header, IReadOnlyList<ReportColumn> columns, TableResult[] tables)
    {
        string stamp = DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        string stem = Path.Combine(folder, $"compare-{stamp}");
        File.WriteAllText(stem + ".md", MarkdownReport.Write(header, columns, tables));
        File.WriteAllText(stem + ".csv", CsvReport.Write(tables));
        Console.WriteLine();
        Console.WriteLine($"Saved {stem}.md and .csv");
        foreach (TableResult table in tables.Where(static table => table.Rows.Count > 0))
        {
            string chart = $"{stem}-{table.FileName}.png";
            RateChart.Save(chart, table);
            Console.WriteLine($"Saved {chart}");
        }
    }
}
