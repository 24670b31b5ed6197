using System.Diagnostics;
using System.Text;
using Xunit;

namespace AttnGen.Tests.Harness;

/// <summary>Runs this test program once more as a child process, with other settings of the runtime.</summary>
internal static class TestProcess
{
    /// <summary>How a child process ended.</summary>
    /// <param name="ExitCode">0 when all went well.</param>
    /// <param name="Output">What it wrote, errors included.</param>
    internal sealed record Result(int ExitCode, string Output)
    {
        /// <summary>The part of the output that tells most, for an assertion's message: where it crashed, or else its end.</summary>
        public string Excerpt
        {
            get
            {
                const int Shown = 6000;
                int crash = Output.IndexOf("Fatal error", StringComparison.Ordinal);
                int start = crash >= 0 ? crash : Math.Max(0, Output.Length - Shown);
                return Output.Substring(start, Math.Min(Shown, Output.Length - start));
            }
        }
    }

    /// <summary>The runner's options that every run of tests in a child process has.</summary>
    public static IReadOnlyList<string> PlainOutput { get; } =
        ["--no-ansi", "--progress", "off", "--output", "Minimal", "--auto-reporters", "off"];

    /// <summary>Runs it.</summary>
    /// <param name="environment">Variables to set over this process's own.</param>
    /// <param name="timeout">When to give up and end the child.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<Result> RunAsync(
        IReadOnlyDictionary<string, string> environment, TimeSpan timeout, params IEnumerable<string> arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "AttnGen.Tests");
        string executable = OperatingSystem.IsWindows() ? program + ".exe" : program;
        var start = new ProcessStartInfo
        {
            FileName = File.Exists(executable) ? executable : "dotnet",
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        if (!File.Exists(executable))
        {
            start.ArgumentList.Add(program + ".dll");
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Reference answers are large arrays: with the least memory between collections that the runtime would choose, a quarter of the
        // child's time is spent collecting. Hexadecimal; only a process's own start can set it.
        start.Environment["DOTNET_GCgen0size"] = "8000000";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = new StringBuilder();
        void Append(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.Append(line.Data).Append('\n');
            }
        }

        process.OutputDataReceived += Append;
        process.ErrorDataReceived += Append;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        cancellation.CancelAfter(timeout);
        try
        {
            await process.WaitForExitAsync(cancellation.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException($"The child process did not end within {timeout}. Its output:\n{output}");
        }

        return new Result(process.ExitCode, output.ToString());
    }
}
