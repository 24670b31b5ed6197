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
    /// The attention of a block as its methods see it: keys and values of 16 bits have become floats in scratch memory, those of one head, at
    /// most a block of keys at a time, and lie there without gaps.
    /// </summary>
    public BlockAttentionPlan Wide => !IsNarrow ? this : this with
    {
        Stored = ElementType.Float32,
        Layout = Layout with { Key = new OperandStrides(Blocks[0].Block.DK, 0), Value = new OperandStrides(Blocks[0].Block.DV, 0) },
    };

    /// <summary>Where the floats of such keys lie; a tile's rows are in front of them and behind.</summary>
    public int WideKeyStart => WideStart(0);

    /// <summary>Where the floats of such values lie.</summary>
    public int WideValueStart => WideStart(WideRows * Blocks[0].Block.DK);

    /// <inheritdoc/>
    public override int ScratchLength => !IsNarrow ? BlocksLength : WideStart(WideRows * (Blocks[0].Block.DK + Blocks[0].Block.DV));

    private int BlocksLength => Blocks.Max(blocks => blocks.Block.Scratch.LengthFor(blocks.Together));

    private int WideRows => Blocks.Max(blocks => blocks.Block.KeyBlock + (2 * blocks.Block.KeyTiles.Rows));

    private int WideStart(int floats)
    {
        var layout = new ScratchLayout();
        layout.Take(BlocksLength);
        layout.Take(floats);
        return layout.Length;
    }
}
