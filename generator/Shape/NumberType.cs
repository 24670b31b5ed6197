using System.Text.RegularExpressions;

namespace AttnGen.Generator.Shape;

/// <summary>
/// What a kernel computes in. Emitters write C# of floats; where the kernel's type is another, <see cref="InPlaceOfFloat"/> has its name in
/// their place, and what differs beside the name is asked for here.
/// </summary>
/// <param name="Name">The C# keyword.</param>
/// <param name="Title">What the methods that reinterpret its bits call it.</param>
/// <param name="Bytes">The bytes of a number.</param>
/// <param name="MantissaBits">The bits below its exponent.</param>
/// <param name="LeastExponent">The exponent of the smallest normal number.</param>
/// <param name="WidestSquare">The rows of the largest square that the runtime transposes in registers.</param>
internal sealed record NumberType(string Name, string Title, int Bytes, int MantissaBits, int LeastExponent, int WidestSquare)
{
    /// <summary>What kernels compute in, unless they are asked for another type.</summary>
    public static readonly NumberType Float = new("float", "Single", 4, 23, -126, WidestSquare: 16);

    /// <summary>The type of <see cref="ElementType.Float64"/>.</summary>
    public static readonly NumberType Double = new("double", "Double", 8, 52, -1022, WidestSquare: 4);

    private static readonly Regex FloatKeyword = new(@"(?<!@)\bfloat\b");

    /// <summary>Whether it is the type that emitters write of.</summary>
    public bool IsFloat => this == Float;

    /// <summary>The bits of a number.</summary>
    public int Bits => 8 * Bytes;

    /// <summary>Several of them, for messages and documentation.</summary>
    public string Unit => Name + "s";

    /// <summary>The integer of as many bits, as methods that reinterpret bits call it.</summary>
    public string Integer => IsFloat ? "Int32" : "Int64";

    /// <summary>The type argument of a method whose plain form is of floats.</summary>
    public string Argument => IsFloat ? string.Empty : "<" + Name + ">";

    /// <summary>The numbers of a vector of so many floats.</summary>
    public int Lanes(int floats) => Math.Max(1, floats * Float.Bytes / Bytes);

    /// <summary>A line that speaks of floats, with this type in their place.</summary>
    public string InPlaceOfFloat(string line) => IsFloat ? line : FloatKeyword.Replace(line, Name);
}
