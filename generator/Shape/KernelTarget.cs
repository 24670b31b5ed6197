namespace AttnGen.Generator.Shape;

/// <summary>One kernel to generate: the unit of the incremental pipeline.</summary>
internal sealed record KernelTarget(TypeSpec Type, AttentionSpec Attention);
