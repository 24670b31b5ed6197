using System.Collections.Immutable;
using System.Numerics.Tensors;
using Microsoft.CodeAnalysis;

namespace AttnGen.Tests.Harness;

/// <summary>What a user's project references: the framework that runs these tests, and the runtime library.</summary>
internal static class UserReferences
{
    public static ImmutableArray<MetadataReference> All { get; } = Find();

    /// <summary>The same with the package for tensors.</summary>
    public static ImmutableArray<MetadataReference> AllAndTensors { get; } =
    [
        .. All,
        MetadataReference.CreateFromFile(typeof(KernelTensors).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Tensor).Assembly.Location),
    ];

    private static ImmutableArray<MetadataReference> Find()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return
        [
            .. trusted.Split(Path.PathSeparator)
                .Where(path => Path.GetDirectoryName(path) == framework)
                .Append(typeof(AttentionShape).Assembly.Location)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }
}
