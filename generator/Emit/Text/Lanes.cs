using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>
/// The words of one vector width: how a vector of so many lanes is declared, loaded, multiplied and stored. Emitters speak these words
/// only, so that one emitter serves every tier.
/// </summary>
internal abstract class Lanes(NumberType number)
{
    /// <summary>What the numbers are.</summary>
    public NumberType Number => number;

    /// <summary>The numbers of one vector.</summary>
    public abstract int Count { get; }

    /// <summary>The type of one vector.</summary>
    public abstract string Type { get; }

    /// <summary>All lanes zero.</summary>
    public abstract string Zero { get; }

    /// <summary>All lanes the same.</summary>
    public abstract string Broadcast(string scalar);

    /// <summary>Loads a vector that starts so many numbers behind a reference.</summary>
    public abstract string Load(string reference, string offset);

    /// <summary>Stores a vector so many numbers behind a reference; a statement.</summary>
    public abstract string Store(string vector, string reference, string offset);

    /// <summary>Stores the first few lanes; statements.</summary>
    public abstract IEnumerable<string> StoreFirst(int lanes, string vector, string reference, int offset);

    /// <summary>Loads the first few lanes, the rest zero: all of them, or a power of two from 4 on, or one.</summary>
    public abstract string LoadFirst(int lanes, string reference, int offset);

    /// <summary>The class that has the operations on one vector; where there are vectors.</summary>
    public virtual string Class => throw new NotSupportedException("There is no class of vectors of one lane.");

    /// <summary>Loads the bits of the first few numbers of 16 bits, as <see cref="LoadFirst"/>, each into the lower half of a lane; where there are vectors.</summary>
    public virtual string LoadBits(int lanes, string first, string type) => throw new NotSupportedException("There are no vectors.");

    /// <summary>The sum of all lanes.</summary>
    public abstract string Sum(string vector);

    /// <summary>
    /// The neighbours of a vector of pairs: b₀ a₀ b₁ a₁ … of a₀ b₀ a₁ b₁ … Where a vector holds one number, they are its own neighbour.
    /// </summary>
    public abstract string SwapPairs(string vector, string neighbour);

    /// <summary>a · b + c, fused where the machine can.</summary>
    public abstract string MultiplyAdd(string a, string b, string c);

    /// <summary>The larger of each lane; where b is NaN, NaN.</summary>
    public abstract string Max(string a, string b);

    /// <summary>The smaller of each lane; where b is NaN, NaN.</summary>
    public abstract string Min(string a, string b);

    /// <summary>Without the sign.</summary>
    public abstract string Abs(string x);

    /// <summary>In each lane: a == b ? then : otherwise.</summary>
    public abstract string SelectEqual(string a, string b, string then, string otherwise);

    /// <summary>In each lane: a &lt; b ? then : otherwise.</summary>
    public abstract string SelectLess(string a, string b, string then, string otherwise);

    /// <summary>The whole numbers from <paramref name="first"/> on, lane by lane.</summary>
    public abstract string Sequence(int first);

    /// <summary>A condition: some lane of a equals b.</summary>
    public abstract string AnyEqual(string a, string b);

    /// <summary>A condition: some lane of a is less than that of b.</summary>
    public abstract string AnyLess(string a, string b);

    /// <summary>A condition that can be negated: each lane of a is less than that of b.</summary>
    public abstract string AllLess(string a, string b);

    /// <summary>The bits after the point of which two registers hold every power of two: 5 for the 32 floats of 512 bits; 0 where there is no such table.</summary>
    public virtual int PowerTableBits => 0;

    /// <summary>2^x, where the bits of <paramref name="bits"/> hold x, with <see cref="PowerTableBits"/> bits after the point, which there must be.</summary>
    public virtual string PowerOfTable(string bits) => throw new NotSupportedException("There is no table.");

    /// <summary>2^i, where the low bits of <paramref name="bits"/> hold i and the exponent's bias.</summary>
    public abstract string WholePower(string bits);

    /// <summary>The words of a width.</summary>
    public static Lanes Of(int count, NumberType number) => count == 1 ? new ScalarLanes(number) : new VectorLanes(count, number);

    /// <summary>A number, written so that it reads back exactly.</summary>
    public string Literal(double value) => number.IsFloat ? Emit.Literal.Float(value) : Emit.Literal.Double(value);

    /// <summary>A computed offset in the type that loads and stores take.</summary>
    public abstract string IndexOf(string offset);

    /// <summary>Loads a vector.</summary>
    public string Load(string reference, int offset = 0) => Load(reference, Emit.Literal.Int(offset));

    /// <summary>Stores a vector; a statement.</summary>
    public string Store(string vector, string reference, int offset = 0) => Store(vector, reference, Emit.Literal.Int(offset));
}
