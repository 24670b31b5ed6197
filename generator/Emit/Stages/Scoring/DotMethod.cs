using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>
/// The scores of one query with one key, or with as many as a vector has lanes: products are summed lane by lane, each key in a register of
/// its own, which are then folded into one vector of scores.
/// </summary>
internal sealed record DotMethod(int Keys, int Depth, int KeyStride, double Factor, ElementType Stored) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => $"Dot{Literal.Int(Keys)}_Depth{Literal.Int(Depth)}Stride{Literal.Int(KeyStride)}";

    /// <inheritdoc/>
    public override string Summary => $"Scoring: one query with {Literal.Int(Keys)} keys, {Literal.Int(Depth)} deep, times scale · log2(e).";

    /// <inheritdoc/>
    public override string Parameters => $"ref {ElementWords.Type(Stored)} key, ref float query, ref float score";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        Lanes lanes = body.Lanes;
        for (int key = 0; key < Keys; key++)
        {
            body.Code.Line($"var sum{Literal.Int(key)} = {lanes.Zero};");
        }

        int whole = Depth / lanes.Count;
        if (whole > 0)
        {
            using (whole > 1 ? body.Code.Open($"for (int step = {Literal.Int(whole)}; step != 0; step--)") : default(IDisposable?))
            {
                WriteProducts(body, new VectorPiece(0, lanes.Count));
                if (Depth > lanes.Count)
                {
                    body.Code.Line(Reference.Advance("key", lanes.Count, ElementWords.Type(Stored)));
                    body.Code.Line(Reference.Advance("query", lanes.Count));
                }
            }
        }

        foreach (VectorPiece piece in VectorPiece.Of(Depth % lanes.Count, lanes.Count))
        {
            WriteProducts(body, piece);
        }

        WriteScores(body);
    }

    private void WriteProducts(MethodBody body, VectorPiece piece)
    {
        Lanes lanes = body.Lanes;
        string suffix = piece.Lanes == lanes.Count ? string.Empty : $"{Literal.Int(piece.Lanes)}at{Literal.Int(piece.Start)}";
        body.Code.Line($"var part{suffix} = {lanes.LoadFirst(piece.Lanes, "query", piece.Start)};");
        for (int key = 0; key < Keys; key++)
        {
            string sum = "sum" + Literal.Int(key);
            string product = lanes.MultiplyAdd("part" + suffix, WidenMethod.Load(body, Stored, piece.Lanes, "key", (key * KeyStride) + piece.Start), sum);
            body.Code.Line($"{sum} = {product};");
        }
    }

    private void WriteScores(MethodBody body)
    {
        Lanes lanes = body.Lanes;
        string factor = lanes.Literal(Factor);
        if (Keys == 1)
        {
            body.Code.Line($"score = {lanes.Sum("sum0")} * {factor};");
            return;
        }

        string fold = "Fold" + Literal.Int(Keys);
        int level = 0;
        for (int distance = Keys / 2; distance >= 1; distance /= 2, level++)
        {
            string step = level == 0 ? "Pairs" : level == 1 && lanes.Number.IsFloat ? "Quarters" : "Halves";
            for (int key = 0; key < Keys; key += Keys / distance)
            {
                string other = Literal.Int(key + (Keys / distance / 2));
                body.Code.Line($"sum{Literal.Int(key)} = {fold}.{step}(sum{Literal.Int(key)}, sum{other});");
            }
        }

        body.Code.Line(lanes.Store($"sum0 * {lanes.Broadcast(factor)}", "score"));
    }
}
