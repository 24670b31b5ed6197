using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Features;

namespace AttnGen.Tests.Child;

/// <summary>The long run of <see cref="ScoreFeatureTests"/>: many pseudo-random combinations of features, held against the reference.</summary>
internal static class FeatureSweep
{
    public const string Command = "features";

    private const int ShapesACompilation = 20;

    /// <summary>One of so many shapes is of doubles.</summary>
    private const int ShapesADouble = 4;

    /// <summary>Runs it, printing each failure as it comes, with the shape in the way its attribute has it.</summary>
    /// <returns>0 if there was none.</returns>
    public static int Run(int combinations, int seed)
    {
        Console.WriteLine($"{combinations} combinations of features of seed {seed} on {ProcessorTier.Expected}");
        int failures = 0;
        int done = 0;
        IEnumerable<AttentionShape> shapes = FeatureShapes.Random(combinations, seed)
            .Select((shape, place) => place % ShapesADouble == 0 ? FeatureShapes.InDoubles(shape, place) : shape);
        foreach (AttentionShape[] batch in shapes.Chunk(ShapesACompilation))
        {
            // A process loads an assembly of one name once.
            KernelSet set = KernelSet.Compile($"SweptFeatures{done}", new CompilerSettings(), batch);
            failures += batch.Count(shape => Fails(shape, set[shape], seed));
            done += batch.Length;
            Console.WriteLine($"{done} combinations, {failures} failures");
        }

        return failures == 0 ? 0 : 1;
    }

    private static bool Fails(AttentionShape shape, Kernel kernel, int seed)
    {
        try
        {
            new FeatureCase(kernel, seed).Run();
            return false;
        }
        catch (Exception exception)
        {
            // Whatever it is, the next combination is worth trying.
            Console.WriteLine($"{ShapeSource.Attribute(shape)}\n{exception.Message}");
            return true;
        }
    }
}
