using System.Diagnostics;
using System.Runtime;
using AttnGen.Benchmarks.Engines;
using AttnGen.Benchmarks.Tables;
using AttnGen.Benchmarks.Workloads;

namespace AttnGen.Benchmarks.FirstResult;

/// <summary>Runs in the fresh process: makes one kernel and calls it twice.</summary>
internal static class FirstResultChild
{
    /// <summary>The command under which the parent starts it.</summary>
    public const string Command = "first-child";

    /// <summary>Measures the row of a name and prints the sample.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string name)
    {
        Row row = RowFilter.Named(name);
        var workload = new Workload(row);

        long methods = JitInfo.GetCompiledMethodCount(currentThread: true);
        TimeSpan jit = JitInfo.GetCompilationTime(currentThread: true);
        long start = Stopwatch.GetTimestamp();
        using IEngine engine = row.CreateKernel(workload);
        long created = Stopwatch.GetTimestamp();
        engine.Run();
        long called = Stopwatch.GetTimestamp();
        methods = JitInfo.GetCompiledMethodCount(currentThread: true) - methods;
        jit = JitInfo.GetCompilationTime(currentThread: true) - jit;

        long next = Stopwatch.GetTimestamp();
        engine.Run();
        TimeSpan nextCall = Stopwatch.GetElapsedTime(next);

        Console.WriteLine(new FirstResultSample(
            Stopwatch.GetElapsedTime(start, created).TotalMilliseconds,
            Stopwatch.GetElapsedTime(created, called).TotalMilliseconds,
            jit.TotalMilliseconds,
            methods,
            nextCall.TotalMicroseconds).ToLine());
        return 0;
    }
}
