using System.Runtime.Intrinsics.X86;
using AttnGen.Tests.Software;
using Mono.Cecil;

namespace AttnGen.Tests.Harness;

/// <summary>
/// Makes an assembly of kernels run without the instructions of AVX-512: a copy of it that means the classes of <c>tests/Software</c> where
/// it names those instructions, and the classes of the runtime that do. Nothing in the kernels themselves is another.
/// </summary>
internal static class SoftwareImage
{
    private const string Namespace = "AttnGen.Generated";

    private static readonly System.Reflection.Assembly s_software = typeof(SoftwareTier).Assembly;

    private static readonly HashSet<string> s_names =
        [.. s_software.GetExportedTypes().Where(type => type.Namespace == Namespace).Select(type => type.FullName!)];

    /// <summary>The copy of an assembly file.</summary>
    public static byte[] Of(byte[] image)
    {
        using var module = ModuleDefinition.ReadModule(new MemoryStream(image));
        var software = AssemblyNameReference.Parse(s_software.FullName);
        module.AssemblyReferences.Add(software);
        foreach (TypeReference type in module.GetTypeReferences())
        {
            if (s_names.Contains(type.FullName) || type.FullName == typeof(Avx512F).FullName)
            {
                type.Namespace = Namespace;
                type.Scope = software;
            }
        }

        // The rest of that class is as good as the framework's.
        var vectors = new TypeReference(Namespace, nameof(System.Runtime.Intrinsics.Vector512), module, software);
        foreach (MemberReference member in module.GetMemberReferences())
        {
            if (member.FullName == "System.Boolean System.Runtime.Intrinsics.Vector512::get_IsHardwareAccelerated()")
            {
                member.DeclaringType = vectors;
            }
        }

        using var copy = new MemoryStream();
        module.Write(copy);
        return copy.ToArray();
    }
}
