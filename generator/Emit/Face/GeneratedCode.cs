using System.Reflection;

namespace AttnGen.Generator.Emit;

/// <summary>The attribute that marks generated types for tools.</summary>
internal static class GeneratedCode
{
    /// <summary>The attribute, with the generator's name and version.</summary>
    public static readonly string Attribute =
        $"[global::System.CodeDom.Compiler.GeneratedCode(\"AttnGen.Generator\", \"{Version}\")]";

    // The file's version is the package's; the assembly's has its major number alone.
    private static string Version =>
        System.Version.Parse(typeof(GeneratedCode).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>().Version).ToString(3);
}
