using System.Globalization;

namespace AttnGen.Benchmarks.FirstResult;

/// <summary>What a fresh process measured of its first result.</summary>
/// <param name="CreateMilliseconds">The kernel's construction: code compiled, weights packed.</param>
/// <param name="CallMilliseconds">The first call: code compiled, scratch memory taken, the result computed.</param>
/// <param name="JitMilliseconds">The part of both that the just-in-time compiler took.</param>
/// <param name="Methods">The number of methods it compiled.</param>
/// <param name="NextCallMicroseconds">The second call.</param>
internal sealed record FirstResultSample(
    double CreateMilliseconds, double CallMilliseconds, double JitMilliseconds, long Methods, double NextCallMicroseconds)
{
    /// <summary>Reads what <see cref="ToLine"/> wrote.</summary>
    public static FirstResultSample Parse(string line)
    {
        double[] numbers = [.. line.Trim().Split(' ').Select(static text => double.Parse(text, CultureInfo.InvariantCulture))];
        return new FirstResultSample(numbers[0], numbers[1], numbers[2], (long)numbers[3], numbers[4]);
    }

    /// <summary>The sample on one line, for the parent process.</summary>
    public string ToLine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{CreateMilliseconds} {CallMilliseconds} {JitMilliseconds} {Methods} {NextCallMicroseconds}");
}
