using AttnGen.Benchmarks.Engines;
using AttnGen.Benchmarks.Tables;

namespace AttnGen.Benchmarks.Compare;

/// <summary>One row, measured.</summary>
/// <param name="Row">The row.</param>
/// <param name="CeilingGflops">The FMA ceiling of the kernel's tier, timed among the engines.</param>
/// <param name="SoftmaxNanoseconds">What the softmax of a score takes at least, timed among the engines.</param>
/// <param name="Engines">The engines that ran.</param>
internal sealed record RowResult(Row Row, double CeilingGflops, double SoftmaxNanoseconds, IReadOnlyList<EngineResult> Engines)
{
    /// <summary>AttnGen's result, where it was asked for.</summary>
    public EngineResult? AttnGen => Engines.FirstOrDefault(static result => result.Engine.Family == EngineFamily.AttnGen);

    /// <summary>The result of ONNX Runtime's fastest graph, where one was asked for.</summary>
    public EngineResult? BestOnnxRuntime => Engines
        .Where(static result => result.Engine.Family == EngineFamily.OnnxRuntime)
        .MinBy(static result => result.Timing.MedianMicroseconds);

    /// <summary>How many times as fast as ONNX Runtime's best graph AttnGen is, where both were asked for.</summary>
    public double? Advantage => BestOnnxRuntime?.Timing.MedianMicroseconds / AttnGen?.Timing.MedianMicroseconds;

    /// <summary>The time of AttnGen as a part of that of the same shape without what the row adds, where both were measured.</summary>
    public double? PartOfWhole => AttnGen?.Timing.MedianMicroseconds
        / Engines.FirstOrDefault(static result => result.Engine.Family == EngineFamily.AttnGenWhole)?.Timing.MedianMicroseconds;

    /// <summary>
    /// The time that the row takes at least: its operations at the FMA ceiling, and then the softmax of its scores out of the first-level cache. What a
    /// kernel does between them, reading, transposing, finding the largest score and calling, counts nothing.
    /// </summary>
    public double BoundMicroseconds => (Row.Flops / (CeilingGflops * 1e3)) + (Row.Scores * SoftmaxNanoseconds / 1e3);

    /// <summary>The part of the bound that AttnGen reaches, 0 … 1, where it was asked for.</summary>
    public double? BoundShare => BoundMicroseconds / AttnGen?.Timing.MedianMicroseconds;

    /// <summary>How many times as fast as ONNX Runtime's best graph a kernel at the bound would be.</summary>
    public double? MostAdvantage => BestOnnxRuntime?.Timing.MedianMicroseconds / BoundMicroseconds;

    /// <summary>The rate of an engine in needed operations, by its median.</summary>
    public double Gflops(EngineResult result) => Row.Flops / (result.Timing.MedianMicroseconds * 1e3);

    /// <summary>The part of the FMA ceiling that an engine reaches, 0 … 1.</summary>
    public double CeilingShare(EngineResult result) => Gflops(result) / CeilingGflops;
}
