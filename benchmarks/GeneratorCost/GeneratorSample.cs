using System.Globalization;

namespace AttnGen.Benchmarks.GeneratorCost;

/// <summary>What a fresh process measured of the generator on a number of shapes.</summary>
/// <param name="Shapes">The number of shapes.</param>
/// <param name="ColdMilliseconds">The generator's first run: its own code is compiled just in time.</param>
/// <param name="WarmMilliseconds">A run from nothing once it is compiled.</param>
/// <param name="ElsewhereMilliseconds">A run after an edit of another file.</param>
/// <param name="Regenerated">The number of outputs that such an edit made anew.</param>
/// <param name="ChangedMilliseconds">A run after an edit of one shape.</param>
/// <param name="Rewritten">The number of outputs that such an edit made anew.</param>
/// <param name="Bytes">The generated text in UTF-8.</param>
/// <param name="Methods">The methods in it.</param>
/// <param name="CompileMilliseconds">What the generated text adds to the compilation.</param>
/// <param name="AssemblyBytes">What it adds to the assembly.</param>
internal sealed record GeneratorSample(
    int Shapes,
    double ColdMilliseconds,
    double WarmMilliseconds,
    double ElsewhereMilliseconds,
    int Regenerated,
    double ChangedMilliseconds,
    int Rewritten,
    long Bytes,
    int Methods,
    double CompileMilliseconds,
    long AssemblyBytes)
{
    /// <summary>Reads what <see cref="ToLine"/> wrote.</summary>
    public static GeneratorSample Parse(string line)
    {
        double[] numbers = [.. line.Trim().Split(' ').Select(static text => double.Parse(text, CultureInfo.InvariantCulture))];
        return new GeneratorSample(
            (int)numbers[0],
            numbers[1],
            numbers[2],
            numbers[3],
            (int)numbers[4],
            numbers[5],
            (int)numbers[6],
            (long)numbers[7],
            (int)numbers[8],
            numbers[9],
            (long)numbers[10]);
    }

    /// <summary>The sample on one line, for the parent process.</summary>
    public string ToLine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Shapes} {ColdMilliseconds} {WarmMilliseconds} {ElsewhereMilliseconds} {Regenerated} "
        + $"{ChangedMilliseconds} {Rewritten} {Bytes} {Methods} {CompileMilliseconds} {AssemblyBytes}");
}
