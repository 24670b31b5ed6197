using System.Diagnostics;

namespace AttnGen.Benchmarks.Cli;

/// <summary>Runs this program again, for what can only be measured in a fresh process.</summary>
internal static class ChildProcess
{
    /// <summary>Runs this program with other arguments and waits for it.</summary>
    /// <returns>What it printed, and how long it lived.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message has what it said.</exception>
    public static (string Output, TimeSpan Lifetime) Run(params string[] arguments)
    {
        string host = Environment.ProcessPath ?? throw new InvalidOperationException("This process does not know its own path.");
        var start = new ProcessStartInfo(host) { RedirectStandardOutput = true, RedirectStandardError = true };

        // Started by "dotnet x.dll" rather than by the program's own executable, the host needs the assembly first.
        if (Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        long started = Stopwatch.GetTimestamp();
        using Process child = Process.Start(start)!;
        Task<string> errors = child.StandardError.ReadToEndAsync();
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        TimeSpan lifetime = Stopwatch.GetElapsedTime(started);
        return child.ExitCode == 0
            ? (output, lifetime)
            : throw new InvalidOperationException($"The child process for '{string.Join(' ', arguments)}' failed: {errors.Result}{output}");
    }
}
