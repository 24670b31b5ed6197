namespace AttnGen.Tests.Runtime.Tensors;

/// <summary>A shape as a type.</summary>
internal interface ITensorCase
{
    static abstract AttentionShape Shape { get; }
}
