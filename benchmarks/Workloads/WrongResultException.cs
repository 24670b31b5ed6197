namespace AttnGen.Benchmarks.Workloads;

/// <summary>An engine's result differs from the reference in double by more than rounding.</summary>
internal sealed class WrongResultException(string message) : Exception(message);
