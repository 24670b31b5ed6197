using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>
/// c · tanh(score / c), the score being in base 2. Where it is small, floats take <see cref="SmallSoftcap"/>, so that a score becomes the same number
/// whatever stands beside it. Else let x = 2 · score / c: with m = 2^x − 1, tanh = m / (m + 2). Since 2^x − 1 is put together of 2^whole − 1 and
/// 2^whole · (2^f − 1), little is lost to a subtraction.
/// </summary>
internal sealed record SoftcapMethod(int LaneCount, NumberType Number, double Cap) : KernelMethod
{
    /// <summary>Beyond, the hyperbolic tangent is 1, and 2^x need not grow further.</summary>
    private const double Highest = 64;

    /// <inheritdoc/>
    public override string Name => "Softcap" + Literal.Int(LaneCount);

    /// <inheritdoc/>
    public override string Summary => "Softcap: c · tanh(score / c), in base 2.";

    /// <inheritdoc/>
    public override string Parameters => Lanes.Of(LaneCount, Number).Type + " x";

    /// <inheritdoc/>
    public override string Returns => Lanes.Of(LaneCount, Number).Type;

    /// <inheritdoc/>
    public override string Compilation => "AggressiveInlining";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        Lanes lanes = body.Lanes;
        if (!Number.IsFloat)
        {
            WriteLarge(body);
            body.Code.Line("return large;");
            return;
        }

        var small = new SmallSoftcap(lanes, Cap);
        body.Code.Line($"var size = {lanes.Abs("x")};");
        small.WriteBend(body.Code, "x", "square", "bend");
        body.Code.Line($"var small = {small.Of("x", "square", "bend")};");
        using (body.Code.Open($"if ({lanes.AnyLess(small.Bound, "size")})"))
        {
            WriteLarge(body);
            body.Code.Line($"return {lanes.SelectLess(small.Bound, "size", "large", "small")};");
        }

        body.Code.Line("return small;");
    }

    private void WriteLarge(MethodBody body)
    {
        Lanes lanes = body.Lanes;
        string one = lanes.Broadcast("1f");
        body.Code.Line($"x *= {lanes.Broadcast(lanes.Literal(2 / Cap))};");
        body.Code.Line($"x = {lanes.Min(lanes.Broadcast(lanes.Literal(Highest)), "x")};");
        PowerOfTwo.WriteWholeSplit(body, lanes);
        PowerOfTwo.WritePolynomial(body, lanes, PowerOfTwo.Coefficients(Number, fused: false));
        body.Code.Line("power *= f;");
        body.Code.Line($"var scale = {lanes.WholePower("shifted")};");
        body.Code.Line($"var m = {lanes.MultiplyAdd("power", "scale", $"scale - {one}")};");
        body.Code.Line($"var large = {lanes.Broadcast(lanes.Literal(Cap * Base2.Log2E))} * (m / (m + {lanes.Broadcast("2f")}));");
    }
}
