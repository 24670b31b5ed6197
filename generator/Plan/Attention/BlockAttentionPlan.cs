namespace AttnGen.Generator.Plan;

/// <summary>
/// Attention by blocks of queries, which are the lanes: a block is held transposed, so that scores come out as Sᵀ[key][lane] and the softmax
/// is lane-wise.
/// </summary>
internal sealed record BlockAttentionPlan : AttentionPlan
{
    /// <summary>The blocks of queries, in order.</summary>
    public required IReadOnlyList<QueryBlocks> Blocks { get; init; }

    /// <inheritdoc/>
    public override int ScratchLength => Blocks.Max(blocks => blocks.Block.Scratch.LengthFor(blocks.Together));
}
