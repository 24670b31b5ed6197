using AttentionTour.Kernels;
using AttentionTour.Numbers;
using AttentionTour.Printing;
using static System.FormattableString;

namespace AttentionTour.Claims;

/// <summary>How cost grows with the sentence.</summary>
internal static class CostClaim
{
    private const long LongContext = 128 * 1024;

    /// <summary>Counts and times n = 64 … 2048.</summary>
    public static CostMeasurement[] Time(int seed) =>
    [
        CostMeasurement.Timed<N64Kernel>(seed),
        CostMeasurement.Timed<N128Kernel>(seed),
        CostMeasurement.Timed<N256Kernel>(seed),
        CostMeasurement.Timed<N512Kernel>(seed),
        CostMeasurement.Timed<N1024Kernel>(seed),
        CostMeasurement.Timed<N2048Kernel>(seed),
    ];

    /// <summary>Counts n = 64 … 2048, without running anything.</summary>
    public static CostMeasurement[] Count() =>
    [
        CostMeasurement.Count<N64Kernel>(),
        CostMeasurement.Count<N128Kernel>(),
        CostMeasurement.Count<N256Kernel>(),
        CostMeasurement.Count<N512Kernel>(),
        CostMeasurement.Count<N1024Kernel>(),
        CostMeasurement.Count<N2048Kernel>(),
    ];

    /// <summary>The exponent b of cost ∝ n^b.</summary>
    public static double Exponent(CostMeasurement[] rows, Func<CostMeasurement, double> cost) =>
        PowerLaw.Exponent([.. rows.Select(row => (double)row.N)], [.. rows.Select(cost)]);

    /// <summary>Prints the measurement.</summary>
    public static void Show(Page page, int seed)
    {
        CostMeasurement[] rows = Time(seed);
        CostMeasurement longest = rows[^1];
        double rate = longest.Flops / longest.Seconds!.Value;
        double longFlops = (double)longest.PairFlops * (LongContext / longest.N) * (LongContext / longest.N);

        page.Quote(
            "Because every word looks at every other word, the complexity is [O(n²)], where [n] is the sequence length. … eventually, the "
            + "[n × n] matrix becomes a [128k × 128k] matrix, which can overwhelm even the most powerful GPUs.");
        page.Prose($"""
            Words of 64 numbers, one head of dK = 64, six kernels that differ in n. Operations are counted; "in pairs" is the share
            of scoring and aggregation, 4·n²·dK; the rest, the projections, is 6·n·dModel·dK. "Scratch" is what a call really takes.
            Times are this machine's, one thread, the shortest of many calls.
            """);
        page.Table(
            [
                new("n"), new("count", "operations"), new("in pairs", "operations"), new("time"), new("GFLOP/s"),
                new("operations", "growth"), new("time", "growth"), new("n × n matrix", "memory"), new("scratch", "memory"),
            ],
            rows.Select((row, i) => new[]
            {
                Invariant($"{row.N}"),
                Invariant($"{row.Flops / 1e6:0.0} M"),
                Figures.Percent((double)row.PairFlops / row.Flops),
                Figures.Duration(row.Seconds!.Value),
                Invariant($"{row.Flops / row.Seconds / 1e9:0.0}"),
                i == 0 ? string.Empty : Invariant($"× {(double)row.Flops / rows[i - 1].Flops:0.00}"),
                i == 0 ? string.Empty : Invariant($"× {row.Seconds / rows[i - 1].Seconds:0.00}"),
                Figures.Bytes(row.MatrixBytes),
                Figures.Bytes(row.ScratchBytes),
            }));
        page.Prose($"""
            Fitted over the table: operations grow as n^{Exponent(rows, row => row.Flops):0.00}, those in pairs as
            n^{Exponent(rows, row => row.PairFlops):0.00}, time as n^{Exponent(rows, row => row.Seconds!.Value):0.00}; the n × n matrix as
            n^{Exponent(rows, row => row.MatrixBytes):0.00}, the kernel's scratch memory as
            n^{Exponent(rows, row => row.ScratchBytes):0.00}.
            """);
        page.Finding(
            Verdict.WithinLimits,
            "The complexity is O(n²)",
            $"""
            In the long run: doubling {rows[^2].N} words costs × {(double)rows[^1].Flops / rows[^2].Flops:0.00}. Doubling {rows[0].N} costs
            × {(double)rows[1].Flops / rows[0].Flops:0.00}: below n = 1.5·dModel (96 here) the projections, which grow with n, are
            the larger part.
            """);
        page.Finding(
            Verdict.TooStrong,
            "The n × n matrix can overwhelm even the most powerful GPUs",
            $"""
            Nobody has to store it. At n = {longest.N} it would take {Figures.Bytes(longest.MatrixBytes)}; the kernel takes
            {Figures.Bytes(longest.ScratchBytes)} and visits the matrix block by block with a running softmax (Milakov and
            Gimelshein, 2018), as FlashAttention does on GPUs (Dao et al., 2022). At 128k words it would be
            {Figures.Bytes(LongContext * LongContext * sizeof(float))} a head, never stored, but still computed: at the
            {rate / 1e9:0} GFLOP/s of the last row, {Figures.Duration(longFlops / rate)} a head and layer. It is time that is
            quadratic.
            """);
    }
}
