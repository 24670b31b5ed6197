using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>
/// The words of <c>Vector128</c>, <c>Vector256</c> and <c>Vector512</c>. Calls are static and name their type argument: the user's compiler
/// then has no overloads to weigh and nothing to infer, which halves the time that a kernel takes to compile.
/// </summary>
internal sealed class VectorLanes(int count, NumberType number) : Lanes(number)
{
    /// <summary>What is left of fewer numbers is stored one by one.</summary>
    private const int SmallestPiece = 4;

    private const int WidestVector = 512;

    private const int FloatTableBits = 5;

    private readonly string _class = ClassOf(count, number);

    public override int Count => count;

    public override string Type => _class + "<float>";

    public override string Zero => Type + ".Zero";

    public override string Broadcast(string scalar) => $"{_class}.Create<float>({scalar})";

    public override string Load(string reference, string offset) =>
        offset == "0" ? $"{_class}.LoadUnsafe<float>(ref {reference})" : $"{_class}.LoadUnsafe<float>(ref {reference}, {offset})";

    public override string Store(string vector, string reference, string offset) =>
        offset == "0" ? $"{_class}.StoreUnsafe<float>({vector}, ref {reference});" : $"{_class}.StoreUnsafe<float>({vector}, ref {reference}, {offset});";

    public override IEnumerable<string> StoreFirst(int lanes, string vector, string reference, int offset)
    {
        string rest = vector;
        int width = count;
        while (lanes > 0)
        {
            if (lanes == width)
            {
                yield return $"{rest}.StoreUnsafe(ref {reference}, {Emit.Literal.Int(offset)});";
                yield break;
            }

            if (width <= SmallestPiece)
            {
                // Fewer than four lanes are left: one by one.
                for (int lane = 0; lane < lanes; lane++)
                {
                    yield return $"{Reference.At(reference, offset + lane)} = {rest}.GetElement({Emit.Literal.Int(lane)});";
                }

                yield break;
            }

            width /= 2;
            if (lanes >= width)
            {
                yield return $"{rest}.GetLower().StoreUnsafe(ref {reference}, {Emit.Literal.Int(offset)});";
                offset += width;
                lanes -= width;
                rest += ".GetUpper()";
            }
            else
            {
                rest += ".GetLower()";
            }
        }
    }

    public override string LoadFirst(int lanes, string reference, int offset)
    {
        if (lanes == count)
        {
            return Load(reference, Emit.Literal.Int(offset));
        }

        if (lanes == 1)
        {
            return $"{_class}.CreateScalar<float>({Reference.At(reference, offset)})";
        }

        int width = lanes;
        string vector = new VectorLanes(lanes, Number).Load(reference, Emit.Literal.Int(offset));
        while (width < count)
        {
            vector = $"{ClassOf(width, Number)}.To{ClassOf(2 * width, Number)}<float>({vector})";
            width *= 2;
        }

        return vector;
    }

    public override string Class => _class;

    public override string LoadBits(int lanes, string first, string type)
    {
        // One vector of half the width holds the bits of all lanes; of four or fewer, which are less than the least vector, the upper part is 0.
        (int bits, string vector) = lanes switch
        {
            16 => (256, $"Vector256.LoadUnsafe<ushort>(ref Unsafe.As<{type}, ushort>(ref {first}))"),
            8 => (128, $"Vector128.LoadUnsafe<ushort>(ref Unsafe.As<{type}, ushort>(ref {first}))"),
            4 => (128, $"Vector128.AsUInt16<ulong>(Vector128.CreateScalar<ulong>(Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<{type}, byte>(ref {first}))))"),
            _ => (128, $"Vector128.CreateScalar<ushort>(Unsafe.As<{type}, ushort>(ref {first}))"),
        };
        for (; bits < count * Number.Bits; bits *= 2)
        {
            vector = $"Vector{Emit.Literal.Int(bits)}.ToVector{Emit.Literal.Int(2 * bits)}<ushort>({vector})";
        }

        return $"{_class}.WidenLower({vector})";
    }

    public override string Sum(string vector) => $"{_class}.Sum<float>({vector})";

    public override string SwapPairs(string vector, string neighbour) => $"Pairs.Swap{Emit.Literal.Int(count)}({vector})";

    public override string MultiplyAdd(string a, string b, string c) => $"{_class}.MultiplyAddEstimate({a}, {b}, {c})";

    public override string Max(string a, string b) => $"{_class}.MaxNative<float>({a}, {b})";

    public override string Min(string a, string b) => $"{_class}.MinNative<float>({a}, {b})";

    public override string Abs(string x) => $"{_class}.Abs<float>({x})";

    public override string SelectEqual(string a, string b, string then, string otherwise) =>
        $"{_class}.ConditionalSelect<float>({_class}.Equals<float>({a}, {b}), {then}, {otherwise})";

    public override string SelectLess(string a, string b, string then, string otherwise) =>
        $"{_class}.ConditionalSelect<float>({_class}.LessThan<float>({a}, {b}), {then}, {otherwise})";

    public override string Sequence(int first) => $"{_class}.CreateSequence<float>({Literal(first)}, 1f)";

    public override string AnyEqual(string a, string b) => $"{_class}.EqualsAny<float>({a}, {b})";

    public override string AnyLess(string a, string b) => $"{_class}.LessThanAny<float>({a}, {b})";

    public override string AllLess(string a, string b) => $"{_class}.LessThanAll<float>({a}, {b})";

    public override int PowerTableBits => Number.IsFloat && count * Number.Bits == WidestVector ? FloatTableBits : 0;

    public override string PowerOfTable(string bits) => $"PowerTable.Power({bits})";

    public override string WholePower(string bits) =>
        $"{_class}.As{Number.Title}<{(Number.IsFloat ? "int" : "long")}>({_class}.ShiftLeft({_class}.As{Number.Integer}<float>({bits}), {Emit.Literal.Int(Number.MantissaBits)}))";

    public override string IndexOf(string offset) => $"(nuint)({offset})";

    private static string ClassOf(int lanes, NumberType number) => "Vector" + Emit.Literal.Int(lanes * number.Bits);
}
