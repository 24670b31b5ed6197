using AttnGen.Benchmarks.Ceiling;
using AttnGen.Benchmarks.Engines;
using AttnGen.Benchmarks.Tables;
using AttnGen.Benchmarks.Workloads;

namespace AttnGen.Benchmarks.Compare;

/// <summary>Measures one row: prepares the engines, holds each against the reference, then times them in turns.</summary>
internal static class RowMeasurement
{
    private const double SlowMicroseconds = 100_000;

    /// <summary>Measures a row.</summary>
    /// <exception cref="WrongResultException">An engine's result is wrong; nothing was timed.</exception>
    public static RowResult Run(Row row, IReadOnlyList<EngineEntry> entries, TimeSpan budget, Action<string> progress)
    {
        var workload = new Workload(row);
        progress("computing the reference");
        _ = workload.Reference;
        using var ceiling = new FmaCeiling(row.Tier);
        using var softmax = new SoftmaxCeiling(row.Tier);
        EngineEntry[] fitting = [.. entries.Where(entry => entry.Computes(row))];
        var engines = new List<IEngine>();
        try
        {
            var errors = new List<double>();
            foreach (EngineEntry entry in fitting)
            {
                progress($"checking {entry.Name}");
                Row computed = entry.RowOf(row);
                Workload own = computed == row ? workload : new Workload(computed);
                IEngine engine = entry.Create(computed, own);
                engines.Add(engine);
                errors.Add(Accuracy.Check(entry.Name, computed.Name, engine, own));
            }

            progress("warming up");
            IReadOnlyList<Timing> timings = AlternatingTimer.Measure(
                [.. engines, ceiling, softmax], budget, part => progress($"measuring {part * 100:F0} %"));

            // Their fastest batches, though the engines count by their medians: a ceiling is what nothing passes.
            double ceilingGflops = ceiling.Flops / (timings[^2].MinMicroseconds * 1e3);
            double softmaxNanoseconds = timings[^1].MinMicroseconds * 1e3 / SoftmaxCeiling.Scores;
            return new RowResult(row, ceilingGflops, softmaxNanoseconds, [.. fitting.Select((entry, i) => new EngineResult(
                entry,
                timings[i],
                Allocation.BytesPerCall(engines[i], timings[i].MedianMicroseconds > SlowMicroseconds),
                errors[i]))]);
        }
        finally
        {
            engines.ForEach(static engine => engine.Dispose());
        }
    }
}
