using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Features;

/// <summary>Attention over parts of the keys, merged, is attention over all of them.</summary>
public sealed class AttentionMergeTests
{
    [Theory]
    [InlineData(HeadLayout.TokenMajor)]
    [InlineData(HeadLayout.HeadMajor)]
    public void Parts_merge_to_the_whole(HeadLayout layout)
    {
        var shape = new AttentionShape(5, 8, 8) { Heads = 3, DV = 11, KeyValueLength = 40, LogSumExp = true, Layout = layout, Mask = MaskKind.Boolean };
        var problem = new Problem(shape, 7);
        var wholeLogs = new float[shape.LogSumExpLength];
        double[] whole = AttentionReference.Attend(
            shape, problem.Query, problem.Key, problem.Value, new AttentionArguments { LogSumExp = wholeLogs });
        var output = new float[whole.Length];
        var logs = new float[wholeLogs.Length];
        Array.Fill(logs, float.NegativeInfinity);
        foreach ((int first, int last) in new[] { (0, 7), (7, 7), (7, 8), (8, 40) })
        {
            bool[] seen = [.. Enumerable.Range(0, 40).Select(key => key >= first && key < last)];
            var partLogs = new float[logs.Length];
            double[] part = AttentionReference.Attend(
                shape, problem.Query, problem.Key, problem.Value, new AttentionArguments { LogSumExp = partLogs, BooleanMask = seen });
            AttentionMerge.Add(output, logs, [.. part.Select(number => (float)number)], partLogs, shape.Heads, layout);
        }

        Assert.All(whole.Zip(output), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.All(wholeLogs.Zip(logs), pair => Assert.Equal(pair.First, pair.Second, 2e-6));
    }

    [Fact]
    public void Parts_that_attend_to_nothing_stay_0()
    {
        float[] output = [0, 0];
        float[] logs = [float.NegativeInfinity];
        AttentionMerge.Add(output, logs, [0, 0], [float.NegativeInfinity]);
        Assert.Equal([0, 0], output);
        Assert.Equal([float.NegativeInfinity], logs);
    }

    [Theory]
    [InlineData(4, 2, 4, 2, 3, "heads")]
    [InlineData(4, 2, 4, 1, 1, "partLogSumExp")]
    [InlineData(5, 2, 5, 2, 1, "output")]
    [InlineData(4, 2, 6, 2, 1, "partOutput")]
    public void A_wrong_length_is_named(int output, int rows, int partOutput, int partRows, int heads, string argument)
    {
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(
            () => AttentionMerge.Add(new float[output], new float[rows], new float[partOutput], new float[partRows], heads));
        Assert.Equal(argument, exception.ParamName);
    }
}
