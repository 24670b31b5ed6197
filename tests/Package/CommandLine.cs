using System.Diagnostics;
using System.Text;
using Xunit;

namespace AttnGen.Package.Tests;

/// <summary>Runs programs as a person at a terminal would, without what this process inherited from the build it was started by.</summary>
internal static class CommandLine
{
    /// <summary>How a program ended.</summary>
    /// <param name="ExitCode">0 when all went well.</param>
    /// <param name="Output">What it wrote, errors included.</param>
    internal sealed record Result(int ExitCode, string Output)
    {
        /// <summary>Fails, with the output, unless the program ended well.</summary>
        public Result Succeeded()
        {
            Assert.True(ExitCode == 0, $"It ended with {ExitCode}:\n{Output}");
            return this;
        }

        /// <summary>Fails, with the output, unless the program ended well and no line warns.</summary>
        public Result SucceededWithoutWarning()
        {
            Assert.DoesNotContain("warning", Succeeded().Output.Replace("0 Warning(s)", string.Empty, StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
            return this;
        }
    }

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(8);

    /// <summary>Runs dotnet with its arguments, separated by blanks.</summary>
    /// <param name="folder">The working directory.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="environment">Variables to set; null takes one away.</param>
    public static Task<Result> DotnetAsync(string folder, string arguments, params IEnumerable<(string Name, string? Value)> environment) =>
        RunAsync(folder, "dotnet", arguments, environment);

    /// <summary>Runs a program with its arguments, separated by blanks.</summary>
    public static async Task<Result> RunAsync(
        string folder, string program, string arguments, params IEnumerable<(string Name, string? Value)> environment)
    {
        using Process process = Start(folder, program, arguments, environment);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        cancellation.CancelAfter(s_longest);
        try
        {
            await process.WaitForExitAsync(cancellation.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {arguments} did not end within {s_longest}.");
        }

        return new Result(process.ExitCode, new StringBuilder(await output).Append(await errors).ToString());
    }

    /// <summary>Starts a program, for what is timed.</summary>
    public static Process Start(string folder, string program, string arguments, params IEnumerable<(string Name, string? Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string inherited in start.Environment.Keys.Where(IsOfTheBuild).ToArray())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";

        // Nothing may stay behind that holds files of the temporary folder open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static bool IsOfTheBuild(string variable) =>
        variable.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)
        || variable is "CI" or "DOTNET_HOST_PATH" or "NUGET_PACKAGES";
}
