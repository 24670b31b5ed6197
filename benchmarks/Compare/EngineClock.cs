using System.Diagnostics;
using AttnGen.Benchmarks.Cli;
using AttnGen.Benchmarks.Engines;

namespace AttnGen.Benchmarks.Compare;

/// <summary>Times one engine, a batch of calls at a time.</summary>
internal sealed class EngineClock(IEngine engine)
{
    /// <summary>Short enough that the engines take turns hundreds of times, long against the clock's resolution.</summary>
    private static readonly TimeSpan BatchLength = TimeSpan.FromMilliseconds(1);

    // Tiered compilation promotes a method after 30 calls and a pause of 100 ms in which nothing new is compiled, first to an
    // instrumented and then to the final version.
    private const int CallsToPromote = 40;
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SlowCall = TimeSpan.FromSeconds(1);

    private const int CalibrationTries = 5;

    private readonly List<double> _microseconds = [];
    private int _callsPerBatch = 1;
    private bool _slow;

    /// <summary>The time that the engine has had so far, batches and what led to them.</summary>
    public TimeSpan Spent { get; private set; }

    /// <summary>The number of batches so far.</summary>
    public int Batches => _microseconds.Count;

    /// <summary>
    /// Calls the engine until it would be compiled anew, or for a while. A very slow engine is called once: its loops are replaced while
    /// they run.
    /// </summary>
    public void WarmUp()
    {
        if (_slow)
        {
            return;
        }

        long start = Stopwatch.GetTimestamp();
        int calls = 0;
        while (calls < CallsToPromote && Stopwatch.GetElapsedTime(start) < LongestWarmUp)
        {
            engine.Run();
            calls++;
        }

        _slow = calls == 1 && Stopwatch.GetElapsedTime(start) > SlowCall;
    }

    /// <summary>
    /// Finds how many calls make a batch, by the fastest of some tries, so that one interruption does not make all batches short.
    /// </summary>
    public void Calibrate()
    {
        if (_slow)
        {
            return;
        }

        double callMicroseconds = BatchLength.TotalMicroseconds;
        for (int i = 0; i < CalibrationTries; i++)
        {
            int calls = Math.Max(1, (int)(BatchLength.TotalMicroseconds / callMicroseconds));
            TimeSpan elapsed = Time(calls);
            while (elapsed < BatchLength / 2)
            {
                calls *= 2;
                elapsed = Time(calls);
            }

            callMicroseconds = Math.Min(callMicroseconds, elapsed.TotalMicroseconds / calls);
        }

        _callsPerBatch = Math.Max(1, (int)(BatchLength.TotalMicroseconds / callMicroseconds));
    }

    /// <summary>Times one batch. Where a batch is many calls, some go before it to bring code and data back into the caches.</summary>
    public void TimeBatch()
    {
        long start = Stopwatch.GetTimestamp();
        if (_callsPerBatch > 1)
        {
            Time(Math.Max(1, _callsPerBatch / 10));
        }

        _microseconds.Add(Time(_callsPerBatch).TotalMicroseconds / _callsPerBatch);
        Spent += Stopwatch.GetElapsedTime(start);
    }

    /// <summary>The median and the least of the batches.</summary>
    public Timing ToTiming() => new(Median.Of(_microseconds), _microseconds.Min(), _microseconds.Count);

    private TimeSpan Time(int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            engine.Run();
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
