using AttnGen.Benchmarks.Engines;

namespace AttnGen.Benchmarks.Compare;

/// <summary>
/// Times engines in turns within one process: whatever slows the machine for a while (its neighbours, its clock, its temperature) slows all
/// of them alike. The next turn always belongs to the engine that has had the least time, which is a round-robin among engines of
/// one speed and gives fast ones several turns beside a slow one's single call.
/// </summary>
internal static class AlternatingTimer
{
    /// <summary>The fewest batches that have a median worth the name; only engines slower than the budget have so few.</summary>
    private const int FewestBatches = 3;

    private const int WarmUpRounds = 3;
    private static readonly TimeSpan CompilerPause = TimeSpan.FromMilliseconds(150);

    /// <summary>Times the engines.</summary>
    /// <param name="engines">The engines.</param>
    /// <param name="budget">The time that each engine gets at least.</param>
    /// <param name="progress">Takes the part done, 0 … 1, after each turn.</param>
    /// <returns>One timing an engine, in their order.</returns>
    public static IReadOnlyList<Timing> Measure(IReadOnlyList<IEngine> engines, TimeSpan budget, Action<double> progress)
    {
        EngineClock[] clocks = [.. engines.Select(static engine => new EngineClock(engine))];
        WarmUp(clocks);

        while (clocks.Where(clock => clock.Spent < budget || clock.Batches < FewestBatches).MinBy(static clock => clock.Spent) is { } next)
        {
            next.TimeBatch();
            progress(clocks.Average(clock => Math.Min(1, clock.Spent / budget)));
        }

        return [.. clocks.Select(static clock => clock.ToTiming())];
    }

    private static void WarmUp(EngineClock[] clocks)
    {
        for (int round = 0; round < WarmUpRounds; round++)
        {
            foreach (EngineClock clock in clocks)
            {
                clock.WarmUp();
            }

            Thread.Sleep(CompilerPause);
        }

        foreach (EngineClock clock in clocks)
        {
            clock.Calibrate();
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
