namespace AttnGen.Generator.Emit;

/// <summary>
/// The largest score is a part of constants, so that taking it away costs nothing: all but its last bits are in the number that
/// <see cref="PowerOfTwo"/> adds to round, and those bits, its rest, are in the polynomial's coefficients.
/// </summary>
/// <remarks>
/// With a score of max − rest + n + f, n having as many bits after the point as the table, the exponential is 2^n · 2^(f − rest). Let
/// p(f) = c₁f + c₂f², nearly 2^f − 1. Then D(1 + p(f)) with D = 1 / (1 + p(rest)) is 2^(f − rest) up to a factor that all scores of a lane
/// share, which the division by their sum takes out, and it is 1 for the largest score, where f = rest. Written as 1 + (−D·p(rest) + D·p(f)) it
/// is exactly 1. D itself is only needed roughly: as 1 − u + u² with u = p(rest).
/// A largest score beyond ±65,536 leaves the rounding number too few bits: it is taken away from the lane's scores first.
/// </remarks>
internal sealed class TableExponential : LaneExponential
{
    /// <summary>How far from 0 a largest score may be before it is taken away.</summary>
    public const double Farthest = 65_536;

    /// <summary>How much more than the least normal number a weight is, where a factor below 1 may still come to it: denormal ones are slow.</summary>
    private const double Margin = 1.0 / 32;

    /// <inheritdoc/>
    public override void WriteBegin(MethodBody body, int vectors)
    {
        WriteLower(body, vectors);
        Lanes lanes = body.Lanes;
        string farthest = lanes.Broadcast(lanes.Literal(Farthest));
        string one = lanes.Broadcast("1f");
        string rounder = lanes.Broadcast(lanes.Literal(PowerOfTwo.Rounder(lanes)));
        double least = PowerOfTwo.Rounder(lanes) + lanes.Number.LeastExponent;
        string leastOfFar = lanes.Broadcast(lanes.Literal(least));
        string leastOfNear = lanes.Broadcast(lanes.Literal(least + Margin));
        string second = lanes.Broadcast(lanes.Literal(PowerOfTwo.TableCoefficients[0]));
        string first = lanes.Broadcast(lanes.Literal(PowerOfTwo.TableCoefficients[1]));
        for (int vector = 0; vector < vectors; vector++)
        {
            // Where the largest score was taken away, it is 0 now; where it is infinite, NaN.
            string v = Literal.Int(vector);
            string size = lanes.Abs($"max{v}");
            body.Code.Line($"var near{v} = {lanes.SelectLess(farthest, size, $"max{v} * {lanes.Zero}", $"max{v}")};");
            body.Code.Line($"var shift{v} = {rounder} - near{v};");
            body.Code.Line($"var least{v} = {lanes.SelectLess(farthest, size, leastOfFar, leastOfNear)} - shift{v};");
            body.Code.Line($"var rest{v} = near{v} - ({rounder} - shift{v});");
            body.Code.Line($"var excess{v} = rest{v} * {lanes.MultiplyAdd(second, $"rest{v}", first)};");
            body.Code.Line($"var factor{v} = {one} - (excess{v} * ({one} - excess{v}));");
            body.Code.Line($"var second{v} = factor{v} * {second};");
            body.Code.Line($"var first{v} = factor{v} * {first};");
            body.Code.Line($"var zeroth{v} = {lanes.Zero} - (factor{v} * excess{v});");
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Write(MethodBody body, IReadOnlyList<string> scores, bool hidden)
    {
        string exponential = body.Use(new TableExponentialMethod());
        return OneByOne(
            body, scores, hidden, (v, score) => $"{exponential}({score}, shift{v}, least{v}, second{v}, first{v}, zeroth{v})");
    }

    private static void WriteLower(MethodBody body, int vectors)
    {
        Lanes lanes = body.Lanes;
        var far = new List<string>();
        var store = new List<string>();
        var load = new List<string>();
        for (int vector = 0; vector < vectors; vector++)
        {
            string max = $"max{Literal.Int(vector)}";
            int offset = vector * lanes.Count;
            far.Add(lanes.AnyLess(lanes.Broadcast(lanes.Literal(Farthest)), lanes.Abs(max)));
            store.Add(lanes.Store(max, "max", offset));
            load.Add($"{max} = {lanes.Load("max", offset)};");
        }

        using (body.Code.Open($"if ({string.Join(" || ", far)})"))
        {
            // Loaded again, they need not outlive the call in registers, which would cost those that do not call.
            store.ForEach(body.Code.Line);
            body.Code.Line($"{body.Use(new LowerScoresMethod(vectors))}(ref scores, ref max, count);");
            load.ForEach(body.Code.Line);
        }
    }
}
