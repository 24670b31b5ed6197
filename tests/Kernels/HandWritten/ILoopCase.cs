namespace AttnGen.Tests.Kernels.HandWritten;

/// <summary>A shape as a type, since <see cref="IAttentionKernel{TSelf}"/> has its shape in the type.</summary>
internal interface ILoopCase
{
    /// <summary>The shape.</summary>
    static abstract AttentionShape Shape { get; }
}
