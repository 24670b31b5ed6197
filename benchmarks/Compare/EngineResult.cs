using AttnGen.Benchmarks.Engines;

namespace AttnGen.Benchmarks.Compare;

/// <summary>What one engine did on one row.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Timing">Its time.</param>
/// <param name="BytesPerCall">The managed bytes that a call allocates.</param>
/// <param name="LargestError">The largest absolute difference from the reference in double.</param>
internal sealed record EngineResult(EngineEntry Engine, Timing Timing, long BytesPerCall, double LargestError);
