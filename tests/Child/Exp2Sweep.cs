using AttnGen.Generator.Shape;
using AttnGen.Tests.Exponential;
using AttnGen.Tests.Harness;

namespace AttnGen.Tests.Child;

/// <summary>The kernels' 2^x over every float that it is for, and over those that it must not choke on.</summary>
internal static class Exp2Sweep
{
    public const string Command = "exp2";

    private const uint EveryFloat = 1;

    /// <summary>Runs it, printing what it finds range by range.</summary>
    /// <returns>0 if the promises are kept.</returns>
    public static int Run()
    {
        Console.WriteLine($"2^x on {ProcessorTier.Expected}");
        EmittedExp2<float> exp2 = EmittedExp2<float>.OfThisProcess(NumberType.Float);
        bool kept = true;
        foreach (FloatRange range in FloatRange.Computed)
        {
            Exp2Error largest = Exp2Scan.LargestError(exp2, range, EveryFloat);
            Console.WriteLine($"{range.Name}: {range.Count(EveryFloat)} floats, at most {largest}");
            kept &= largest.Ulps <= Exp2Scan.MostUlps;
        }

        kept &= All(exp2, FloatRange.Raised, (float)Math.Pow(2, -126));
        foreach (FloatRange range in FloatRange.NotANumber)
        {
            kept &= All(exp2, range, float.NaN);
        }

        return kept ? 0 : 1;
    }

    private static bool All(EmittedExp2<float> exp2, FloatRange range, float expected)
    {
        long others = Exp2Scan.CountOthers(exp2, range, EveryFloat, expected);
        Console.WriteLine($"{range.Name}: {range.Count(EveryFloat)} floats, {others} of them do not become {expected}");
        return others == 0;
    }
}
