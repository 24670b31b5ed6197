using AttnGen.Tests.Kernels.Features;
using AttnGen.Tests.Kernels.Shapes;

namespace AttnGen.Tests.Kernels.Elements;

/// <summary>Shapes whose operands are of 16 bits.</summary>
internal static class ElementShapes
{
    private const int Seed = 20_261_125;
    private const int RandomCount = 8;
    private const int CombinationCount = 12;
    private const long MostFlops = 3_000_000;

    /// <summary>Shapes without operands beside queries, keys and values, stored as floats.</summary>
    public static IReadOnlyList<AttentionShape> Floats { get; } =
    [
        .. ShapeTable.Representative,
        .. RandomShapes.Take(RandomCount, Seed, MostFlops),
    ];

    /// <summary>The same shapes, stored in one format or the other.</summary>
    public static IReadOnlyList<AttentionShape> Narrow { get; } = [.. Floats.Select(Stored)];

    /// <summary>Combinations of all features that change scores, and additive masks alone: they are of 16 bits too.</summary>
    public static IReadOnlyList<AttentionShape> Combined { get; } =
    [
        .. FeatureShapes.Random(CombinationCount, Seed)
            .Concat(FeatureShapes.Alone.Where(shape => shape.Mask == MaskKind.Additive))
            .Select(Stored),
    ];

    private static AttentionShape Stored(AttentionShape shape, int place) =>
        shape with { Element = place % 2 == 0 ? ElementType.Float16 : ElementType.BFloat16 };
}
