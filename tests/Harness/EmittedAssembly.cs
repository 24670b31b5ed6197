using System.Runtime.Loader;
using System.Security.Cryptography;
using System.Text;
using AttnGen.Tests.Software;

namespace AttnGen.Tests.Harness;

/// <summary>
/// An assembly compiled through the generator and loaded. Its bytes are kept beside the tests under a hash of all that determines them,
/// so that the child processes of the tier tests need not compile again.
/// </summary>
internal sealed class EmittedAssembly
{
    private EmittedAssembly(byte[] image)
    {
        Image = image;
        Assembly = AssemblyLoadContext.Default.LoadFromStream(new MemoryStream(image));
    }

    /// <summary>The assembly file's bytes.</summary>
    public byte[] Image { get; }

    /// <summary>The loaded assembly.</summary>
    public System.Reflection.Assembly Assembly { get; }

    /// <summary>Compiles, or finds what an earlier process compiled, and loads.</summary>
    public static EmittedAssembly Load(string name, CompilerSettings settings, params IReadOnlyCollection<string> sources) =>
        new(Executable(File.ReadAllBytes(Compile(name, settings, sources))));

    /// <summary>Compiles, or finds what an earlier process compiled, for a process that loads it.</summary>
    /// <returns>The file.</returns>
    public static string Compile(string name, CompilerSettings settings, params IReadOnlyCollection<string> sources)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "emitted");
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{KernelCompiler.Version}\n{settings}\n{string.Join("\n// next file\n", sources)}"));
        string file = Path.Combine(folder, $"{name}-{Convert.ToHexString(hash.AsSpan(0, 12))}.dll");
        if (!File.Exists(file))
        {
            byte[] image = KernelCompiler.Compile(name, settings, sources);
            Directory.CreateDirectory(folder);
            string unfinished = Path.Combine(folder, Path.GetRandomFileName());
            File.WriteAllBytes(unfinished, image);
            File.Move(unfinished, file, overwrite: true);
        }

        return file;
    }

    /// <summary>An image that runs on this process's tier.</summary>
    private static byte[] Executable(byte[] image) => SoftwareTier.OfThisProcess is null ? image : SoftwareImage.Of(image);
}
