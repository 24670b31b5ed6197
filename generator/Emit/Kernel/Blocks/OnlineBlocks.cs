using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>
/// Writes the loops over blocks of queries whose keys come in blocks: some blocks of queries together, then block after block of keys, which
/// all of them meet before the next keys come.
/// </summary>
internal sealed class OnlineBlocks(BlockAttentionPlan plan, QueryBlocks blocks)
{
    private KeyVisibility Visibility => plan.Visibility;

    private bool SkipsKeys => plan.HasEdge || plan.Edits is { SkipKeys: true };

    /// <summary>Writes the loops.</summary>
    public void Write(MethodBody body)
    {
        int group = blocks.Together * blocks.Block.Queries;
        if (blocks.Together == blocks.Count)
        {
            using (blocks.FirstQuery == 0 ? default(IDisposable?) : body.Code.Open($"if (queries > {Literal.Int(blocks.FirstQuery)})"))
            {
                WriteGroup(body, Literal.Int(blocks.FirstQuery), blocks.FirstQuery == 0 ? string.Empty : Literal.Int(blocks.FirstQuery));
            }

            return;
        }

        int end = blocks.FirstQuery + (blocks.Count * blocks.Block.Queries);
        string first = Literal.Int(blocks.FirstQuery);
        using (body.Code.Open($"for (int group = {first}; group < Math.Min(queries, {Literal.Int(end)}); group += {Literal.Int(group)})"))
        {
            WriteGroup(body, "group", "G");
        }
    }

    private void WriteGroup(MethodBody body, string group, string suffix)
    {
        BlockPlan block = blocks.Block;
        string keyBlock = Literal.Int(block.KeyBlock);
        string state = "state" + suffix;
        string key = "firstKey" + suffix;
        body.Code.Line(Reference.Declare(state, "scratch", block.Scratch.State));
        string begin = body.Use(new BlockBeginMethod(plan.Gathered, block));
        WriteBlocks(body, group, state, first =>
            body.Code.Line($"{begin}(ref {Query(first)}, ref {Output(first)}, ref {state}{(plan.Sink == SinkKind.None ? string.Empty : ", operands.SinkScore")});"));

        string seen = SkipsKeys
            ? VisibleKeys.OfAny(Visibility, VisibleKeys.After("visible", group), blocks.Together * block.Queries, "keys")
            : "keys";
        body.Code.Line($"int end{suffix} = {seen};");
        using (body.Code.Open($"for (int {key} = {FirstKey(group, "end" + suffix)}; {key} < end{suffix}; {key} += {keyBlock})"))
        {
            string keys = plan.Gathers ? GatheredKeys.Key : Reference.At("key", $"{key} * {Literal.Int(plan.Layout.Key.RowStride)}");
            string values = plan.Gathers ? GatheredKeys.Value : Reference.At("value", $"{key} * {Literal.Int(plan.Layout.Value.RowStride)}");
            string count = $"Math.Min({keyBlock}, end{suffix} - {key})";
            if (plan.Gathers)
            {
                new GatheredKeys(plan).WriteBlock(body, block, key, count);
            }

            body.Code.Line($"{state} = ref {Reference.At("scratch", block.Scratch.State)};");
            string meet = body.Use(new BlockKeysMethod(plan.Gathered, block));
            WriteBlocks(body, group, state, first =>
            {
                string weights = plan.OffersWeights ? Reference.At("weights", $"({first} * {Literal.Int(plan.Keys)}) + {key}") : "weights";
                string visible = VisibleKeys.Argument(plan.HasPlace, $"{VisibleKeys.After("visible", first)} - {key}");
                body.Code.Line(
                    $"{meet}(ref {keys}, ref {values}, ref {Output(first)}, ref {state}, ref scratch, ref {weights}, weighted, "
                    + $"{count}, {key}{OperandParameter.BlockArgument(plan, first)}{visible});");
            });
        }

        body.Code.Line($"{state} = ref {Reference.At("scratch", block.Scratch.State)};");
        string finish = body.Use(new BlockEndMethod(plan.Gathered, block));
        WriteBlocks(body, group, state, first =>
        {
            string weights = plan.OffersWeights ? Reference.Behind("weights", first, plan.Keys) : "weights";
            string visible = VisibleKeys.Argument(plan.HasPlace, VisibleKeys.After("visible", first));
            body.Code.Line($"{finish}(ref {Output(first)}, ref {state}, ref {weights}, weighted, keys{OperandParameter.BlockArgument(plan, first)}{visible});");
        });
    }

    private void WriteBlocks(MethodBody body, string group, string state, Action<string> write) =>
        BlockLoop.Write(body, blocks, group, blocks.Together, first =>
        {
            write(first);
            if (blocks.Together > 1)
            {
                body.Code.Line(Reference.Advance(state, blocks.Block.Scratch.StateLength));
            }
        });

    /// <summary>The first key that any query of a group sees.</summary>
    private string FirstKey(string group, string end) =>
        plan.Edits is { SkipKeys: true } ? VisibleKeys.BeforeAny(Visibility, VisibleKeys.After("visible", group), end) : "0";

    private string Query(string first) => Reference.Behind("query", first, plan.Layout.Query.RowStride);

    private string Output(string first) => Reference.Behind("output", first, plan.Layout.Output.RowStride);
}
