namespace AttnGen.Benchmarks.Engines;

/// <summary>One way of computing a workload, ready to be called again and again on one thread.</summary>
internal interface IEngine : IDisposable
{
    /// <summary>Computes the workload once.</summary>
    void Run();

    /// <summary>Copies the last result, [n, heads·dV], out.</summary>
    void CopyOutput(Span<float> destination);
}
