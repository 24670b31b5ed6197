using System.Globalization;

namespace AttnGen.Generator.Emit;

/// <summary>
/// References into memory: what generated code has in place of pointers, so that it needs no unsafe context and pins nothing.
/// </summary>
internal static class Reference
{
    /// <summary>The float so far behind a reference, as a variable.</summary>
    public static string At(string reference, string offset) => offset == "0" ? reference : $"Unsafe.Add<float>(ref {reference}, {offset})";

    /// <summary>The float so far behind a reference, as a variable.</summary>
    public static string At(string reference, long offset) => At(reference, Literal.Int(offset));

    /// <summary>The first float so many rows behind a reference; the number is an expression, worked out here where it is one of digits.</summary>
    public static string Behind(string reference, string rows, int stride) =>
        long.TryParse(rows, NumberStyles.None, CultureInfo.InvariantCulture, out long known)
            ? At(reference, known * stride)
            : At(reference, $"{rows} * {Literal.Int(stride)}");

    /// <summary>Declares a reference so far behind another; a statement.</summary>
    public static string Declare(string name, string reference, string offset) => $"ref float {name} = ref {At(reference, offset)};";

    /// <summary>Declares a reference so far behind another; a statement.</summary>
    public static string Declare(string name, string reference, long offset) => Declare(name, reference, Literal.Int(offset));

    /// <summary>Moves a reference on; a statement.</summary>
    public static string Advance(string reference, long offset) => $"{reference} = ref Unsafe.Add<float>(ref {reference}, {Literal.Int(offset)});";
}
