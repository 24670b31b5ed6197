using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>Writes the nested class that holds the keys and values of one sequence.</summary>
internal static class CacheClass
{
    /// <summary>The class's name.</summary>
    public const string Name = "Cache";

    /// <summary>Writes the class.</summary>
    public static void Write(CodeWriter code, AttentionSpec spec)
    {
        string capacity = Literal.Int(spec.CacheCapacity);
        string keys = Literal.Int(spec.KeyWidth);
        string values = Literal.Int(spec.ValueWidth);

        // Behind the last token there is room for what a step's last tile writes past it.
        // What is stored in 16 bits is written when it is rounded, and not past its end.
        string rows = Literal.Int((long)spec.CacheCapacity + (spec.IsNarrow ? 0 : spec.N - 1));
        code.Line($"/// <summary>The keys and values of one sequence: at most {capacity} tokens of {keys} + {values} {spec.ElementUnit}.</summary>");
        code.Line(GeneratedCode.Attribute);
        using (code.Open($"public sealed class {Name} : {new OperandFace(spec).Cache}"))
        {
            code.Line("/// <summary>Takes the memory of an empty cache.</summary>");
            code.Line($"public {Name}() : base({capacity}, {rows}, {keys}, {values}, window: {Literal.Int(spec.LeftWindow)})");
            code.Line("{");
            code.Line("}");
        }
    }
}
