using System.Reflection;

namespace AttnGen.Generator.Emit;

/// <summary>The attribute that marks generated types for tools.</summary>
internal static class GeneratedCode
{
    /// <summary>The attribute, with the generator's name and version.</summary>
    public static readonly string Attribute =
        $"[global::System.CodeDom.Compiler.GeneratedCode(\"AttnGen.Generator\", \"{Version}\")]";

    private static string Version => typeof(GeneratedCode).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
