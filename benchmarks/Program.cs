using System.Globalization;
using AttnGen.Benchmarks.Ceiling;
using AttnGen.Benchmarks.Cli;
using AttnGen.Benchmarks.Compare;
using AttnGen.Benchmarks.Decode;
using AttnGen.Benchmarks.FirstResult;
using AttnGen.Benchmarks.GeneratorCost;
using AttnGen.Benchmarks.Published;

const string Usage = """
    Usage: dotnet run -c Release --project benchmarks -- <command>

      compare    all engines in turns on one thread, every row of all tables; saves Markdown, CSV and charts
                   --rows 64x64,h8   only rows whose names contain one of these
                   --table projections|alone|causal|features
                   --engines attngen,ort
                   --seconds 0.5     the time that each engine gets on each row
                   --out folder      artifacts/compare by default
      bench      BenchmarkDotNet, with columns for GFLOP/s and the share of the FMA ceiling; takes BenchmarkDotNet's own options
                   --rows 64x64      other rows than the default ones
      first      the time to the first result of fresh processes, just-in-time compilation included
                   --rows 64x64
      decode     a token of a whole language model with a key/value cache, beside the plain loop of llama2.c
                   --model path      stories260K.bin or its folder; ../shared/data/stories260K by default
                   --seconds 2       the time that each of both gets
      generator  the generator, cold and cached, and what its code costs to compile, for 1, 10 and 100 shapes
      ceiling    the FMA ceiling of one core at each vector width
    """;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string command = args.FirstOrDefault() ?? string.Empty;
ReadOnlySpan<string> rest = args.AsSpan(Math.Min(1, args.Length));
if (command != "bench" && rest.Contains("--help"))
{
    // Of one command or of all, the help is the same; BenchmarkDotNet has its own.
    command = "help";
}

try
{
    switch (command)
    {
        case "compare":
            return CompareCommand.Run(rest);
        case "bench":
            return PublishedCommand.Run(rest);
        case "first":
            return FirstResultCommand.Run(rest);
        case FirstResultChild.Command:
            return FirstResultChild.Run(rest[0]);
        case "decode":
            return DecodeCommand.Run(rest);
        case "generator":
            return GeneratorCommand.Run(rest);
        case GeneratorChild.Command:
            return GeneratorChild.Run(rest[0]);
        case "ceiling":
            return CeilingCommand.Run(rest);
        case "" or "help" or "--help" or "-h":
            Console.WriteLine(Usage);
            return 0;
        default:
            throw new UsageException($"'{command}' is not a command.");
    }
}
catch (UsageException exception)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine(Usage);
    return 2;
}
