namespace AttnGen.Benchmarks.Engines;

/// <summary>Who made an engine; the members are in the order of the tables.</summary>
internal enum EngineFamily
{
    /// <summary>The generated kernels.</summary>
    AttnGen,

    /// <summary>The generated kernels of rows' shapes, without what the rows add.</summary>
    AttnGenWhole,

    /// <summary>ONNX Runtime: its best graph is what AttnGen is compared with.</summary>
    OnnxRuntime,

    /// <summary>TorchSharp over libtorch.</summary>
    TorchSharp,

    /// <summary>C# that a developer writes without either.</summary>
    Handwritten,
}
