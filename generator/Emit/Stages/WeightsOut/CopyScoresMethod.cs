namespace AttnGen.Generator.Emit;

/// <summary>The scores of one block of queries, [key][lane], into the rows of the attention weights, [query][key].</summary>
internal sealed record CopyScoresMethod(int Width, int Queries, int Keys) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => $"CopyScores{Literal.Int(Queries)}";

    /// <inheritdoc/>
    public override string Summary => "Attention weights out: the scores of a block, before the softmax overwrites them.";

    /// <inheritdoc/>
    public override string Parameters => "ref float scores, ref float weights, int count";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        using (body.Code.Open($"for (int query = 0; query < {Literal.Int(Queries)}; query++)"))
        {
            using (body.Code.Open("for (int key = 0; key < count; key++)"))
            {
                string score = Reference.At("scores", $"(key * {Literal.Int(Width)}) + query");
                body.Code.Line($"{Reference.At("weights", "key")} = {score};");
            }

            body.Code.Line(Reference.Advance("weights", Keys));
        }
    }
}
