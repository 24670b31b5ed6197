using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>Writes the loop over equal blocks of queries.</summary>
internal static class BlockLoop
{
    /// <summary>Writes the loop; blocks that begin at or past <c>queries</c> are left out.</summary>
    /// <param name="body">Where to write.</param>
    /// <param name="blocks">The blocks.</param>
    /// <param name="start">The first query: an expression.</param>
    /// <param name="count">How many blocks at most, from there on.</param>
    /// <param name="write">Writes the body, given a block's first query as an expression.</param>
    public static void Write(MethodBody body, QueryBlocks blocks, string start, int count, Action<string> write)
    {
        int end = blocks.FirstQuery + (blocks.Count * blocks.Block.Queries);
        if (blocks.Count == 1)
        {
            using (start == "0" ? default(IDisposable?) : body.Code.Open($"if (queries > {start})"))
            {
                write(start);
            }

            return;
        }

        string limit = count == blocks.Count
            ? $"Math.Min(queries, {Literal.Int(end)})"
            : $"Math.Min(Math.Min(queries, {Literal.Int(end)}), {start} + {Literal.Int(count * blocks.Block.Queries)})";
        string step = Literal.Int(blocks.Block.Queries);
        using (body.Code.Open($"for (int first = {start}; first < {limit}; first += {step})"))
        {
            write("first");
        }
    }
}
