using System.Text;
using AttnGen.Generator.Shape;

namespace AttnGen.Tests.Generator;

/// <summary>
/// Stands in for the writer of kernels: opens the user's type again with nothing but its <see cref="TypeSpec"/>, and adds the members
/// that tell whether it is the same type.
/// </summary>
internal static class Reopened
{
    public static string Write(KernelTarget kernel)
    {
        TypeSpec type = kernel.Type;
        var text = new StringBuilder("#nullable enable\n");
        if (type.Namespace.Length > 0)
        {
            text.Append("namespace ").Append(type.Namespace).Append(";\n");
        }

        foreach (string declaration in type.Declarations)
        {
            text.Append(declaration).Append("\n{\n");
        }

        text.Append("    public ").Append(type.Constructor).Append("(global::AttnGen.AttentionWeights weights) => _ = weights;\n");
        text.Append("    public static ").Append(type.Name).Append(" Create(global::AttnGen.AttentionWeights weights) => new(weights);\n");
        text.Append('}', type.Declarations.Count);
        return text.ToString();
    }
}
