using Xunit;

namespace AttnGen.Package.Tests;

/// <summary>What was measured, for whoever reads the run: sizes and times that the assertions only bound.</summary>
internal static class Figure
{
    /// <summary>Prints a line among the test's own output.</summary>
    public static void Print(FormattableString line) => TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant(line));
}
