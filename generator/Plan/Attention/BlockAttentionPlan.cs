using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Plan;

/// <summary>
/// Attention by blocks of queries, which are the lanes: a block is held transposed, so that scores come out as Sᵀ[key][lane] and the softmax
/// is lane-wise.
/// </summary>
internal sealed record BlockAttentionPlan : AttentionPlan
{
    /// <summary>The blocks of queries, in order.</summary>
    public required IReadOnlyList<QueryBlocks> Blocks { get; init; }

    /// <summary>
    /// Whether one head's keys and values, at most a block of keys at a time, come together in scratch memory before blocks of queries read
    /// them: those of 16 bits as floats, those whose rows lie apart such that a cache holds few of them (<see cref="CacheCost.Crowds"/>), and
    /// those that so many queries read that it does not matter what they cost, wherever a caller's arrays begin.
    /// </summary>
    public required bool Gathers { get; init; }

    /// <summary>The attention of a block as its methods see it: keys and values without gaps, where they have come together.</summary>
    public BlockAttentionPlan Gathered => !Gathers ? this : this with
    {
        Stored = ElementType.Float32,
        Layout = Layout with { Key = new OperandStrides(Blocks[0].Block.DK, 0), Value = new OperandStrides(Blocks[0].Block.DV, 0) },
    };

    /// <summary>Where such keys lie; a tile's rows are in front of them and behind.</summary>
    public int GatheredKeyStart => BehindBlocks(0);

    /// <summary>Where such values lie.</summary>
    public int GatheredValueStart => BehindBlocks(GatheredRows * Blocks[0].Block.DK);

    /// <inheritdoc/>
    public override int ScratchLength => !Gathers ? BlocksLength : BehindBlocks(GatheredRows * (Blocks[0].Block.DK + Blocks[0].Block.DV));

    private int BlocksLength => Blocks.Max(blocks => blocks.Block.Scratch.LengthFor(blocks.Together));

    private int GatheredRows => Blocks.Max(blocks => blocks.Block.KeyBlock + (2 * blocks.Block.KeyTiles.Rows));

    private int BehindBlocks(int floats)
    {
        var layout = new ScratchLayout();
        layout.Take(BlocksLength);
        layout.Take(floats);
        return layout.Length;
    }
}
