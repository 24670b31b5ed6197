using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>
/// Writes how one head's keys and values come together for blocks of queries, where the plan says so: as floats in scratch
/// memory, without gaps, no more of them than the scores that are held at once, so that they are still in a cache near by when the blocks read
/// them.
/// </summary>
internal sealed class GatheredKeys(BlockAttentionPlan plan)
{
    /// <summary>The reference to the keys.</summary>
    public const string Key = "headKey";

    /// <summary>The reference to the values.</summary>
    public const string Value = "headValue";

    private readonly int _dK = plan.Blocks[0].Block.DK;
    private readonly int _dV = plan.Blocks[0].Block.DV;
    private readonly string _type = AttendHeads.Type(plan);

    /// <summary>Writes all keys and values of a head.</summary>
    public void WriteHead(MethodBody body)
    {
        int rows = plan.Blocks.Max(blocks => blocks.Block.KeyTiles.Rows);
        body.Code.Line(Reference.Declare(Key, "scratch", plan.GatheredKeyStart + (rows * _dK)));
        body.Code.Line(Reference.Declare(Value, "scratch", plan.GatheredValueStart));
        WriteRows(body, "key", Key, plan.Layout.Key.RowStride, _dK, "keys");
        WriteRows(body, "value", Value, plan.Layout.Value.RowStride, _dV, "keys");
    }

    /// <summary>Writes a block of keys and their values; with them the keys in front that the block's last tile may reach back to.</summary>
    /// <param name="body">Where to write.</param>
    /// <param name="block">A block of queries.</param>
    /// <param name="first">The first key: a local.</param>
    /// <param name="count">How many: an expression.</param>
    public void WriteBlock(MethodBody body, BlockPlan block, string first, string count)
    {
        int rows = block.KeyTiles.Rows;
        string key = Reference.At("key", $"({first} - inFront) * {Literal.Int(plan.Layout.Key.RowStride)}", _type);
        string value = Reference.At("value", $"{first} * {Literal.Int(plan.Layout.Value.RowStride)}", _type);
        body.Code.Line($"int gathered = {count};");
        body.Code.Line($"int inFront = Math.Min({first}, {Literal.Int(rows)});");
        body.Code.Line(Reference.Declare(Key, "scratch", plan.GatheredKeyStart + (rows * _dK)));
        body.Code.Line(Reference.Declare(Value, "scratch", plan.GatheredValueStart));
        string target = Reference.At(Key, $"-inFront * {Literal.Int(_dK)}");
        WriteRows(body, key, target, plan.Layout.Key.RowStride, _dK, "inFront + gathered");
        WriteRows(body, value, Value, plan.Layout.Value.RowStride, _dV, "gathered");
    }

    private void WriteRows(MethodBody body, string from, string to, int stride, int width, string count)
    {
        string method = plan.IsNarrow ? $"Elements.WidenRows<{_type}>" : "HeadRows.Gather<float>";
        body.Code.Line($"{method}(ref {from}, {Literal.Int(stride)}, ref {to}, {Literal.Int(width)}, {count});");
    }
}
