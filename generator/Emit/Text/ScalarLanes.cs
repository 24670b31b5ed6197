using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>The same words for one number, where the machine has no vectors.</summary>
internal sealed class ScalarLanes(NumberType number) : Lanes(number)
{
    private string Mathematics => Number.IsFloat ? "MathF" : "Math";

    public override int Count => 1;

    public override string Type => "float";

    public override string Zero => Literal(0);

    public override string Broadcast(string scalar) => scalar;

    public override string Load(string reference, string offset) => Reference.At(reference, offset);

    public override string Store(string vector, string reference, string offset) => $"{Reference.At(reference, offset)} = {vector};";

    public override IEnumerable<string> StoreFirst(int lanes, string vector, string reference, int offset)
    {
        if (lanes > 0)
        {
            yield return Store(vector, reference, offset);
        }
    }

    public override string LoadFirst(int lanes, string reference, int offset) => Load(reference, Emit.Literal.Int(offset));

    public override string Sum(string vector) => vector;

    public override string SwapPairs(string vector, string neighbour) => neighbour;

    public override string MultiplyAdd(string a, string b, string c) => $"({a} * {b}) + {c}";

    public override string Max(string a, string b) => $"({a} > {b} ? {a} : {b})";

    public override string Min(string a, string b) => $"({a} < {b} ? {a} : {b})";

    public override string Abs(string x) => $"{Mathematics}.Abs({x})";

    public override string SelectEqual(string a, string b, string then, string otherwise) => $"({a} == {b} ? {then} : {otherwise})";

    public override string SelectLess(string a, string b, string then, string otherwise) => $"({a} < {b} ? {then} : {otherwise})";

    public override string Sequence(int first) => Literal(first);

    public override string AnyEqual(string a, string b) => $"{a} == {b}";

    public override string AnyLess(string a, string b) => $"{a} < {b}";

    public override string AllLess(string a, string b) => $"({a} < {b})";

    public override string WholePower(string bits) =>
        $"BitConverter.{Number.Integer}BitsTo{Number.Title}(BitConverter.{Number.Title}To{Number.Integer}Bits({bits}) << {Emit.Literal.Int(Number.MantissaBits)})";

    public override string IndexOf(string offset) => offset;
}
