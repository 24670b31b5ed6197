namespace AttnGen.Generator.Shape;

/// <summary>One kernel to generate: the unit of the incremental pipeline.</summary>
internal sealed record KernelTarget(TypeSpec Type, AttentionSpec Attention)
{
    /// <summary>The tiers to write, as the project names them; "" for all.</summary>
    public string Tiers { get; init; } = string.Empty;
}
