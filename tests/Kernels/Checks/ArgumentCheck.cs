using System.Globalization;
using System.Text.RegularExpressions;
using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Checks;

/// <summary>
/// What a caller can get wrong at run time: each mistake is an <see cref="ArgumentException"/> that names the argument, and nothing
/// has been written when it comes.
/// </summary>
internal static partial class ArgumentCheck
{
    /// <summary>Every operand too short or too long: the message has the expected length as a product, and the actual one.</summary>
    public static void Lengths(KernelFace face, Entry entry)
    {
        foreach ((string name, int expected) in CallOperands.ExpectedLengths(face.Shape, entry))
        {
            foreach (int actual in (int[])[expected - 1, expected + 1, 2 * expected, 0])
            {
                if (actual == 0 && name == "attentionWeights")
                {
                    // Empty means that they are not wanted.
                    continue;
                }

                var operands = new CallOperands(face, entry);
                operands.Set(name, new float[actual]);
                string what = $"{face.Shape} {entry}, {name} of {actual} floats";
                ArgumentException exception = operands.AssertRefused<ArgumentException>(what);
                Assert.True(exception.ParamName == name, $"{what}: names {exception.ParamName}.");
                AssertTellsLengths(exception.Message, expected, actual, what);
            }
        }
    }

    /// <summary>A number of tokens that the shape does not have.</summary>
    public static void TokenCount(KernelFace face, Entry entry)
    {
        foreach (int length in (int[])[-1, face.Shape.KeyValueLength + 1, int.MinValue, int.MaxValue])
        {
            string what = $"{face.Shape} {entry}, length {length}";
            ArgumentOutOfRangeException exception = new CallOperands(face, entry).AssertRefused<ArgumentOutOfRangeException>(what, length);
            Assert.True(exception.ParamName == "length", $"{what}: names {exception.ParamName}.");
        }
    }

    /// <summary>Results that share memory with another operand, by one float at either end or wholly; neighbours are fine.</summary>
    public static void Overlaps(KernelFace face, Entry entry)
    {
        (string Name, int Length)[] operands = [.. CallOperands.ExpectedLengths(face.Shape, entry)];
        foreach ((string result, int resultLength) in operands.Where(operand => CallOperands.IsResult(operand.Name)))
        {
            foreach ((string other, int otherLength) in operands.Where(operand => operand.Name != result))
            {
                foreach (int start in (int[])[1 - resultLength, 0, otherLength - 1])
                {
                    CallOperands call = Neighbours(face, entry, result, resultLength, other, otherLength, start);
                    string what = $"{face.Shape} {entry}, {result} over {other} from {start}";
                    ArgumentException exception = call.AssertRefused<ArgumentException>(what);
                    Assert.True(exception.ParamName == result || exception.ParamName == other, $"{what}: names {exception.ParamName}.");
                }

                Neighbours(face, entry, result, resultLength, other, otherLength, otherLength).Invoke();
                Neighbours(face, entry, result, resultLength, other, otherLength, -resultLength).Invoke();
            }
        }
    }

    private static CallOperands Neighbours(
        KernelFace face, Entry entry, string result, int resultLength, string other, int otherLength, int resultStart)
    {
        // Room for the result on both sides of the other operand.
        var memory = new float[resultLength + otherLength + resultLength].AsMemory();
        var operands = new CallOperands(face, entry);
        operands.Set(other, memory.Slice(resultLength, otherLength));
        operands.Set(result, memory.Slice(resultLength + resultStart, resultLength));
        return operands;
    }

    private static void AssertTellsLengths(string message, int expected, int actual, string what)
    {
        Match product = Product().Match(message);
        Assert.True(product.Success, $"{what}: no product in “{message}”.");
        int[] factors = [.. product.Groups["factor"].Captures.Select(capture => int.Parse(capture.Value, CultureInfo.InvariantCulture))];
        Assert.True(factors.Length >= 2, $"{what}: fewer than two factors in “{message}”.");
        Assert.Equal(expected, factors.Aggregate(1, (left, right) => left * right));
        Assert.Equal(expected, int.Parse(product.Groups["product"].Value, CultureInfo.InvariantCulture));
        string rest = message.Remove(product.Index, product.Length);
        string told = actual.ToString(CultureInfo.InvariantCulture);
        Assert.True(
            Numbers().Matches(rest).Any(number => number.Value == told), $"{what}: the actual length is not in “{message}”.");
    }

    [GeneratedRegex(@"(?<factor>\d+)( × (?<factor>\d+))* = (?<product>\d+)")]
    private static partial Regex Product();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Numbers();
}
