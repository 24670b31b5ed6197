using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Checks;
using AttnGen.Tests.Kernels.Decoding;
using AttnGen.Tests.Kernels.Problems;
using AttnGen.Tests.Kernels.Shapes;

namespace AttnGen.Tests.Child;

/// <summary>
/// The long run: many pseudo-random shapes held against the reference and against what is masked, and as many with a cache.
/// </summary>
internal static class Sweep
{
    public const string Command = "sweep";

    private const int ShapesACompilation = 10;

    /// <summary>Runs it, printing each failure as it comes.</summary>
    /// <returns>0 if there was none.</returns>
    public static int Run(int shapes, int seed)
    {
        Console.WriteLine($"{shapes} shapes of seed {seed} on {ProcessorTier.Expected}");
        int failures = 0;
        int done = 0;
        foreach (AttentionShape[] batch in RandomShapes.Take(shapes, seed).Chunk(ShapesACompilation))
        {
            // A process loads an assembly of one name once.
            KernelSet set = KernelSet.Compile($"SweptKernels{done}", new CompilerSettings(), batch);
            foreach (Kernel kernel in set.Kernels)
            {
                foreach (Entry entry in Enum.GetValues<Entry>())
                {
                    failures += Fails(() => AccuracyCheck.Run(kernel, entry)) ? 1 : 0;
                    failures += Fails(() => MaskedValuesCheck.Run(kernel, entry)) ? 1 : 0;
                }

                failures += Fails(() => HiddenValuesCheck.Run(kernel)) ? 1 : 0;
            }

            done += batch.Length;
            Console.WriteLine($"{done} shapes, {failures} failures");
        }

        failures += RunDecoders(shapes, seed);
        return failures == 0 ? 0 : 1;
    }

    private static int RunDecoders(int shapes, int seed)
    {
        int failures = 0;
        int done = 0;
        foreach (AttentionShape[] batch in RandomDecoders.Take(shapes, seed).Chunk(ShapesACompilation))
        {
            DecoderSet set = DecoderSet.Compile($"SweptDecoders{done}", batch);
            foreach (DecoderKernel kernel in set.Kernels)
            {
                failures += Fails(() => new DecoderFeatureCheck(kernel, seed).Run()) ? 1 : 0;
            }

            done += batch.Length;
            Console.WriteLine($"{done} shapes with a cache, {failures} failures");
        }

        return failures;
    }

    private static bool Fails(Action check)
    {
        try
        {
            check();
            return false;
        }
        catch (Exception exception)
        {
            // Whatever it is, the next shape is worth trying.
            Console.WriteLine(exception.Message);
            return true;
        }
    }
}
