using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>Writes the whole generated file of one kernel.</summary>
internal static class KernelFile
{
    public static string Write(KernelTarget target) => "// " + target.Type.Name;
}
