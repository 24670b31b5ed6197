using System.Globalization;
using System.Runtime.InteropServices;
using Xunit;

namespace AttnGen.Tests.Kernels.Checks;

/// <summary>Compares floats by their bits, so that NaN equals itself and −0 differs from 0.</summary>
internal static class Bits
{
    public static void AssertEqual(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: {expected.Length} floats against {actual.Length}.");
        int differs = MemoryMarshal.Cast<float, int>(expected).CommonPrefixLength(MemoryMarshal.Cast<float, int>(actual));
        if (differs < expected.Length)
        {
            Assert.Fail(string.Create(
                CultureInfo.InvariantCulture, $"{what}: [{differs}] is {actual[differs]:R} in one call and {expected[differs]:R} in another."));
        }
    }
}
