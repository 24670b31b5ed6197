using System.Globalization;
using System.Reflection;
using System.Runtime.Intrinsics.X86;
using AttnGen.Generator.Emit;
using AttnGen.Generator.Plan;
using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Kernels;

/// <summary>The softmax's 2^x, on its own: at most 2.3 ulp off, as docs/how-it-works.md and every generated file say.</summary>
public sealed class Exp2Tests
{
    private const double MostUlp = 2.3;
    private const int MantissaBits = 23;
    private const float Lowest = -126;

    private delegate void Exp2(ReadOnlySpan<float> x, Span<float> result);

    /// <summary>Every width that this machine has: the others' code is the same but for the 512 bits' own instructions.</summary>
    public static TheoryData<int> Widths =>
        [.. Tier.All.Select(tier => tier.Lanes).Distinct().Where(lanes => !Lanes.Of(lanes).HasScale || Avx512F.IsSupported)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void It_is_at_most_2_3_ulp_off(int lanes)
    {
        // Every 997th float between −126 and 126, and the neighbours of all halves, where the rounding to a whole number turns.
        const int Step = 997;
        var x = new List<float>();
        for (int bits = 0; bits <= BitConverter.SingleToInt32Bits(-Lowest); bits += Step)
        {
            x.Add(BitConverter.Int32BitsToSingle(bits));
            x.Add(-BitConverter.Int32BitsToSingle(bits));
        }

        for (float half = Lowest; half <= -Lowest; half += 0.5f)
        {
            x.AddRange([Math.Max(Lowest, MathF.BitDecrement(half)), half, Math.Min(-Lowest, MathF.BitIncrement(half))]);
        }

        float[] result = Run(lanes, [.. x]);

        double worst = 0;
        float worstX = 0;
        for (int i = 0; i < x.Count; i++)
        {
            double error = Ulps(result[i], Math.Pow(2, x[i]));
            if (!(error <= worst))
            {
                (worst, worstX) = (error, x[i]);
            }
        }

        Assert.True(worst <= MostUlp, string.Create(CultureInfo.InvariantCulture, $"2^{worstX:R} is {worst} ulp off."));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Powers_of_whole_numbers_are_exact(int lanes)
    {
        float[] whole = [.. Enumerable.Range((int)Lowest, 2 - (2 * (int)Lowest)).Select(power => (float)power)];

        Assert.Equal(Array.ConvertAll(whole, power => MathF.ScaleB(1, (int)power)), Run(lanes, whole));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Nothing_is_smaller_than_the_least_normal_float_and_NaN_stays(int lanes)
    {
        float least = MathF.ScaleB(1, (int)Lowest);

        float[] result = Run(lanes, [Lowest, MathF.BitDecrement(Lowest), -127, -1e4f, float.MinValue, float.NegativeInfinity, float.NaN]);

        Assert.All(result[..^1], power => Assert.Equal(least, power));
        Assert.Equal(float.NaN, result[^1]);
    }

    private static double Ulps(float actual, double expected) =>
        Math.Abs(actual - expected) / Math.ScaleB(1, Math.ILogB(expected) - MantissaBits);

    private static float[] Run(int lanes, float[] x)
    {
        float[] padded = x;
        Array.Resize(ref padded, (x.Length + lanes - 1) / lanes * lanes);
        var result = new float[padded.Length];
        Compile(lanes)(padded, result);
        return result[..x.Length];
    }

    private static Exp2 Compile(int lanes)
    {
        Lanes words = Lanes.Of(lanes);
        var code = new CodeWriter();
        foreach (string space in (string[])["CompilerServices", "InteropServices", "Intrinsics", "Intrinsics.X86"])
        {
            code.Line($"using System.Runtime.{space};");
        }

        code.Line("using System;");
        using (code.Open("public static class Powers"))
        {
            var methods = new MethodTable(code, Tier.All.First(tier => tier.Lanes == lanes));
            string exp2 = methods.Use(new Exp2Method(lanes));
            using (code.Open("public static void Apply(ReadOnlySpan<float> x, Span<float> result)"))
            {
                code.Line("ref float from = ref MemoryMarshal.GetReference(x);");
                code.Line("ref float to = ref MemoryMarshal.GetReference(result);");
                using (code.Open($"for (int i = 0; i < x.Length; i += {Literal.Int(lanes)})"))
                {
                    code.Line(words.Store($"{exp2}({words.Load("from", words.IndexOf("i"))})", "to", words.IndexOf("i")));
                }
            }

            methods.WriteAll();
        }

        byte[] image = KernelCompiler.Compile("Exp2", new CompilerSettings { Documentation = false }, code.ToString());
        return Assembly.Load(image).GetType("Powers")!.GetMethod("Apply")!.CreateDelegate<Exp2>();
    }
}
