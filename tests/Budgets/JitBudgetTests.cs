using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Decoding;
using AttnGen.Tests.Kernels.Doubles;
using AttnGen.Tests.Kernels.Features;
using AttnGen.Tests.Kernels.Shapes;
using Xunit;

namespace AttnGen.Tests.Budgets;

/// <summary>
/// Every generated method stays far from the sizes past which RyuJIT gives up optimising (60,000 bytes of IL, 2,000 locals) or inlining
/// (922 locals): the budgets of the design, read from what the compiler really emitted.
/// </summary>
public sealed class JitBudgetTests
{
    private const int MostIlBytes = 20 * 1024;
    private const int MostLocals = 400;
    private const int MostMultiplyAdds = 600;

    private static readonly IReadOnlyList<IlMethod> s_methods =
    [
        .. KernelsUnderTest.Sets.SelectMany(set => IlMethod.ReadAll(set.Emitted.Image)),
        .. IlMethod.ReadAll(EditedScoresTests.Set.Emitted.Image),
        .. IlMethod.ReadAll(DecodersUnderTest.Set.Emitted.Image),
        .. IlMethod.ReadAll(DoubleKernelSet.All.Emitted.Image),
        .. IlMethod.ReadAll(DoubleDecoderTests.Set.Emitted.Image),
    ];

    [Fact]
    public void No_method_has_more_IL_than_the_budget() =>
        AssertAll(method => method.IlBytes <= MostIlBytes, method => $"{method.IlBytes} bytes of IL");

    [Fact]
    public void No_method_has_more_locals_than_the_budget() =>
        AssertAll(method => method.Locals <= MostLocals, method => $"{method.Locals} locals");

    [Fact]
    public void No_method_has_more_multiply_adds_than_the_budget() =>
        AssertAll(method => method.MultiplyAdds <= MostMultiplyAdds, method => $"{method.MultiplyAdds} multiply-adds");

    [Fact]
    public void Every_method_with_a_register_tile_is_optimised_from_its_first_call()
    {
        // A handful of multiply-adds may be the exponential's polynomial, written into a method that runs once a call.
        const int Tile = 16;
        Assert.Contains(s_methods, method => method.MultiplyAdds >= Tile);
        AssertAll(method => method.MultiplyAdds < Tile || method.IsAggressivelyOptimized, _ => "no AggressiveOptimization");
    }

    [Fact]
    public void The_reader_counts_right()
    {
        const string Source = """
            using System.Runtime.Intrinsics;

            public static class Counted
            {
                public static Vector256<float> Three(Vector256<float> a, int kind)
                {
                    switch (kind)
                    {
                        case 0: return Vector256.FusedMultiplyAdd(a, a, a);
                        case 1: return Vector256.MultiplyAddEstimate(a, a, a);
                        case 2: return Vector256.Add(a, a);
                        default: long large = 1L << 40; return Vector256.FusedMultiplyAdd(a, a, a * (float)(large + kind));
                    }
                }
            }
            """;
        byte[] image = KernelCompiler.Compile("Counted", new CompilerSettings { Documentation = false }, Source);

        IlMethod method = Assert.Single(IlMethod.ReadAll(image));

        Assert.Equal("Counted:Three", method.Name);
        Assert.Equal(3, method.MultiplyAdds);
        Assert.False(method.IsAggressivelyOptimized);
        Assert.InRange(method.IlBytes, 40, 200);
        Assert.InRange(method.Locals, 0, 4);
    }

    private static void AssertAll(Func<IlMethod, bool> isWithin, Func<IlMethod, string> size)
    {
        Assert.NotEmpty(s_methods);
        string[] beyond = [.. s_methods.Where(method => !isWithin(method)).Select(method => $"{method.Name}: {size(method)}")];
        Assert.True(beyond.Length == 0, $"{beyond.Length} methods:\n{string.Join('\n', beyond.Take(20))}");
    }
}
