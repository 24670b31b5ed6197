using System.Globalization;

namespace AttnGen.Generator.Emit;

/// <summary>
/// References into memory: what generated code has in place of pointers, so that it needs no unsafe context and pins nothing.
/// </summary>
internal static class Reference
{
    /// <summary>The float, or number of another type, so far behind a reference, as a variable.</summary>
    public static string At(string reference, string offset, string type = "float") =>
        offset == "0" ? reference : $"Unsafe.Add<{type}>(ref {reference}, {offset})";

    /// <summary>The float, or number of another type, so far behind a reference, as a variable.</summary>
    public static string At(string reference, long offset, string type = "float") => At(reference, Literal.Int(offset), type);

    /// <summary>The first float so many rows behind a reference; the number is an expression, worked out here where it is one of digits.</summary>
    public static string Behind(string reference, string rows, int stride) =>
        long.TryParse(rows, NumberStyles.None, CultureInfo.InvariantCulture, out long known)
            ? At(reference, known * stride)
            : At(reference, $"{rows} * {Literal.Int(stride)}");

    /// <summary>Declares a reference so far behind another; a statement.</summary>
    public static string Declare(string name, string reference, string offset, string type = "float") =>
        $"ref {type} {name} = ref {At(reference, offset, type)};";

    /// <summary>Declares a reference so far behind another; a statement.</summary>
    public static string Declare(string name, string reference, long offset, string type = "float") =>
        Declare(name, reference, Literal.Int(offset), type);

    /// <summary>Moves a reference on; a statement.</summary>
    public static string Advance(string reference, long offset, string type = "float") =>
        $"{reference} = ref Unsafe.Add<{type}>(ref {reference}, {Literal.Int(offset)});";
}
