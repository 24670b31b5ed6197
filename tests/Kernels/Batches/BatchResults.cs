using AttnGen.Tests.Kernels.Checks;
using AttnGen.Tests.Kernels.Problems;

namespace AttnGen.Tests.Kernels.Batches;

/// <summary>What a batch writes, filled with a mark that no kernel writes.</summary>
internal sealed class BatchResults
{
    private const float Mark = -12_345.5f;

    public BatchResults(AttentionShape shape, int batch, Entry entry)
    {
        Output = Marked(batch * shape.OutputLengthOf(entry));
        Weights = Marked(batch * (int)shape.AttentionWeightsLength);
        LogSumExp = Marked(shape.LogSumExp ? batch * shape.LogSumExpLength : 0);
        Scores = Marked(shape.Scores == ScoreStage.None ? 0 : batch * (int)shape.AttentionWeightsLength);
    }

    public float[] Output { get; }

    public float[] Weights { get; }

    public float[] LogSumExp { get; }

    public float[] Scores { get; }

    /// <summary>Whether nothing has been written.</summary>
    public bool AreUntouched => Output.Concat(Weights).Concat(LogSumExp).Concat(Scores).All(value => value == Mark);

    public void AssertEqual(BatchResults actual, string what)
    {
        Bits.AssertEqual(Output, actual.Output, $"{what}: output");
        Bits.AssertEqual(Weights, actual.Weights, $"{what}: attention weights");
        Bits.AssertEqual(LogSumExp, actual.LogSumExp, $"{what}: log-sum-exp");
        Bits.AssertEqual(Scores, actual.Scores, $"{what}: scores");
    }

    private static float[] Marked(int count)
    {
        var values = new float[count];
        values.AsSpan().Fill(Mark);
        return values;
    }
}
