using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>
/// 2^x for the softmax, whose scores are kept in base 2: x = n + f, then 2^f by a polynomial and 2^n through the exponent's bits and, on the
/// widest vectors, a table in registers.
/// </summary>
/// <remarks>
/// The polynomial 1 + f·q(f) has the least largest error on [−½, ½], counted in ulp of 2^f, found by Lawson's iterated weights. Its first
/// coefficient is 1, so that 2^0 is exact; the others are floats near the ideal numbers that round well together. It is of degree 5, and
/// 1.05 ulp off, where multiply-adds are fused; of degree 6, and 0.03 ulp off, on tiers of so few lanes that the machine may not fuse
/// them, since every step then rounds twice. With the table of 32 powers it is of degree 2 on [−1/64, 1/64], and 0.5 ulp off; the table's
/// own rounding adds half an ulp. Over every float from −126 to 127 the error is at most 1.75 ulp in degree 5, fused, 1.73 with the
/// table, and 1.06 in degree 6, or 0.84 if fused: the command <c>exp2</c> of the tests measures it. x is at most 127; below −126 it is raised
/// to −126, since .NET cannot flush denormal results to zero. NaN stays NaN, whatever it carries: the last step multiplies, since bits added
/// to the exponent could make a number of it.
/// Doubles take a polynomial of degree 11 on every tier, found by Remez's exchange: 1.0e-17 off, which is 0.09 ulp at most. Then x is at most
/// 1023 and raised to −1022.
/// </remarks>
internal sealed record Exp2Method(int LaneCount, NumberType Number) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => "Exp2x" + Literal.Int(LaneCount);

    /// <inheritdoc/>
    public override string Summary =>
        $"2^x for x ≤ {Literal.Int(1 - Number.LeastExponent)}, at most {(Number.IsFloat && PowerOfTwo.IsFused(Words) ? "1.8" : "1.1")} ulp off: "
        + (Words.PowerTableBits == 0
            ? "x = whole + f, a polynomial for 2^f, the exponent's bits for 2^whole."
            : "x = n + f, a polynomial for 2^f, a table and the exponent's bits for 2^n.");

    /// <inheritdoc/>
    public override string Parameters => Words.Type + " x";

    /// <inheritdoc/>
    public override string Returns => Words.Type;

    /// <inheritdoc/>
    public override string Compilation => "AggressiveInlining";

    private Lanes Words => Lanes.Of(LaneCount, Number);

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body) => PowerOfTwo.Write(body, Words);
}
