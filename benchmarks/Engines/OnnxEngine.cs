using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AttnGen.Benchmarks.Cli;
using AttnGen.Benchmarks.Onnx;
using AttnGen.Benchmarks.Tables;
using AttnGen.Benchmarks.Workloads;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace AttnGen.Benchmarks.Engines;

/// <summary>
/// ONNX Runtime as fast as it goes on one thread: every optimisation, no spinning, operands and result in memory that is bound once,
/// run options made once, and the cheaper of its two ways in.
/// </summary>
internal sealed class OnnxEngine : IEngine
{
    // Enough calls for the medians of two paths that differ by some hundred nanoseconds to stand apart.
    private const int TrialRounds = 15;
    private static readonly TimeSpan TrialBatch = TimeSpan.FromMilliseconds(1);

    private readonly AlignedBuffer _output;
    private readonly SessionOptions _options;
    private readonly RunOptions _runOptions = new();
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly string[] _inputNames;
    private readonly OrtValue[] _inputs;
    private readonly string[] _outputNames;
    private readonly OrtValue[] _outputs;
    private readonly bool _bound;

    /// <summary>Loads a model whose inputs are named as <see cref="OnnxOperands"/> names them.</summary>
    public OnnxEngine(Workload workload, byte[] model)
    {
        _options = CreateOptions();
        _session = new InferenceSession(model, _options);
        _inputNames = [.. _session.InputMetadata.Keys];
        _inputs = [.. _inputNames.Select(name => Wrap(OnnxOperands.Memory(workload, name), _session.InputMetadata[name]))];
        _output = new AlignedBuffer(workload.OutputLength);
        _outputNames = [.. _session.OutputMetadata.Keys];
        _outputs = [.. _outputNames.Select(name => Wrap(_output, _session.OutputMetadata[name]))];

        _binding = _session.CreateIoBinding();
        for (int i = 0; i < _inputs.Length; i++)
        {
            _binding.BindInput(_inputNames[i], _inputs[i]);
        }

        _binding.BindOutput(_outputNames[0], _outputs[0]);
        _bound = BindingIsFaster();
    }

    /// <summary>An engine's column.</summary>
    /// <param name="name">The column's head.</param>
    /// <param name="graph">Writes the model for a workload.</param>
    public static EngineEntry Entry(string name, Func<Workload, byte[]> graph) => new(
        name,
        EngineFamily.OnnxRuntime,
        $"Microsoft.ML.OnnxRuntime {OrtEnv.Instance().GetVersionString()}",
        (_, workload) => new OnnxEngine(workload, graph(workload)));

    /// <inheritdoc/>
    public void Run()
    {
        if (_bound)
        {
            RunBound();
        }
        else
        {
            RunWithValues();
        }
    }

    /// <inheritdoc/>
    public void CopyOutput(Span<float> destination) => _output.Span.CopyTo(destination);

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        foreach (OrtValue value in _inputs.Concat(_outputs))
        {
            value.Dispose();
        }

        _session.Dispose();
        _runOptions.Dispose();
        _options.Dispose();
    }

    private static SessionOptions CreateOptions()
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        return options;
    }

    private static OrtValue Wrap(AlignedBuffer memory, NodeMetadata metadata) => OrtValue.CreateTensorValueWithData(
        OrtMemoryInfo.DefaultInstance,
        TensorElementType.Float,
        [.. metadata.Dimensions.Select(static dimension => (long)dimension)],
        Address(memory),
        (long)memory.Length * sizeof(float));

    private static unsafe nint Address(AlignedBuffer memory) => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(memory.Span));

    private void RunBound() => _session.RunWithBinding(_runOptions, _binding);

    private void RunWithValues() => _session.Run(_runOptions, _inputNames, _inputs, _outputNames, _outputs);

    /// <summary>Times both ways in, alternating; which one wins depends on the number of inputs.</summary>
    private bool BindingIsFaster()
    {
        var bound = new List<double>();
        var values = new List<double>();
        for (int round = 0; round < TrialRounds; round++)
        {
            bound.Add(TimePerCall(RunBound));
            values.Add(TimePerCall(RunWithValues));
        }

        return Median.Of(bound) <= Median.Of(values);
    }

    private static double TimePerCall(Action run)
    {
        long start = Stopwatch.GetTimestamp();
        int calls = 0;
        TimeSpan elapsed;
        do
        {
            run();
            calls++;
            elapsed = Stopwatch.GetElapsedTime(start);
        }
        while (elapsed < TrialBatch);
        return elapsed.TotalMicroseconds / calls;
    }
}
