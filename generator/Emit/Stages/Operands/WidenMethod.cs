using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>
/// Numbers of 16 bits to floats, in registers. A BFloat16 is the upper half of a float. A Half's bits, moved to their places in a float, are its
/// value times 2⁻¹¹² (the difference of the exponents' biases), subnormal ones included, and the product with 2¹¹² is exact; an exponent of
/// ones, of infinities and NaN, is set again.
/// </summary>
internal sealed record WidenMethod(ElementType Element, string Vector) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => "Widen" + ElementWords.Type(Element);

    /// <inheritdoc/>
    public override string Summary => "Numbers of 16 bits, each in the lower half of a lane, as floats.";

    /// <inheritdoc/>
    public override string Parameters => Vector + "<uint> bits";

    /// <inheritdoc/>
    public override string Returns => Vector + "<float>";

    /// <inheritdoc/>
    public override string Compilation => "AggressiveInlining";

    /// <summary>The first few numbers behind a reference as a vector of floats, the rest 0: an expression.</summary>
    /// <param name="body">Where it is written.</param>
    /// <param name="element">How the numbers are stored.</param>
    /// <param name="lanes">How many, as <see cref="Lanes.LoadFirst"/> takes them.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="offset">The numbers in front.</param>
    public static string Load(MethodBody body, ElementType element, int lanes, string reference, int offset) =>
        element is ElementType.Float16 or ElementType.BFloat16
            ? $"{body.Use(new WidenMethod(element, body.Lanes.Class))}({body.Lanes.LoadBits(lanes, Reference.At(reference, offset, ElementWords.Type(element)), ElementWords.Type(element))})"
            : body.Lanes.LoadFirst(lanes, reference, offset);

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        CodeWriter code = body.Code;
        if (Element == ElementType.BFloat16)
        {
            code.Line($"return {Vector}.AsSingle<uint>({Vector}.ShiftLeft(bits, 16));");
            return;
        }

        code.Line($"var magnitude = {Vector}.ShiftLeft(bits & {Vector}.Create<uint>(0x7FFFu), 13);");
        code.Line($"var number = {Vector}.AsUInt32<float>({Vector}.AsSingle<uint>(magnitude) * {Vector}.Create<float>(5.192297E+33f));");
        code.Line($"var special = {Vector}.GreaterThan<uint>(magnitude, {Vector}.Create<uint>(0x0F7FFFFFu)) & {Vector}.Create<uint>(0x7F800000u);");
        code.Line($"var sign = {Vector}.ShiftLeft(bits & {Vector}.Create<uint>(0x8000u), 16);");
        code.Line($"return {Vector}.AsSingle<uint>(number | special | sign);");
    }
}
