namespace AttnGen;

/// <summary>Where the outputs of one matrix lie among those of a fused tensor: in runs of equal length at equal distances.</summary>
/// <param name="First">The first output.</param>
/// <param name="Run">How many outputs a run has.</param>
/// <param name="Distance">From the start of a run to the start of the next.</param>
/// <param name="Runs">How many runs there are.</param>
internal readonly record struct FusedPart(int First, int Run, int Distance, int Runs)
{
    private int Outputs => checked(Run * Runs);

    /// <summary>The parts of W_Q, W_K and W_V.</summary>
    public static (FusedPart Query, FusedPart Key, FusedPart Value) Of(AttentionShape shape, FusedOrder order)
    {
        int groups = order == FusedOrder.HeadByHead ? shape.KeyValueHeads : 1;
        int queries = shape.Heads / groups * shape.DK;
        int keys = shape.KeyValueHeads / groups * shape.DK;
        int values = shape.KeyValueHeads / groups * shape.DV;
        int group = queries + keys + values;
        return (
            new FusedPart(0, queries, group, groups),
            new FusedPart(queries, keys, group, groups),
            new FusedPart(queries + keys, values, group, groups));
    }

    /// <summary>Reads the matrix out of the fused tensor, in the same layout.</summary>
    /// <param name="tensor">[out, in] or [in, out]; its shape has been checked.</param>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="layout">Which of the two it is.</param>
    public float[] Read(SafetensorsTensor tensor, int inputs, WeightLayout layout)
    {
        var matrix = new float[checked(inputs * Outputs)];
        if (layout == WeightLayout.OutputByInput)
        {
            ReadRuns(tensor, 0, inputs, matrix);
            return matrix;
        }

        long row = tensor.Length / inputs;
        for (int input = 0; input < inputs; input++)
        {
            ReadRuns(tensor, input * row, 1, matrix.AsSpan(input * Outputs, Outputs));
        }

        return matrix;
    }

    /// <summary>Reads the runs one behind the other, each output so many elements wide.</summary>
    private void ReadRuns(SafetensorsTensor tensor, long start, int width, Span<float> destination)
    {
        for (int run = 0; run < Runs; run++)
        {
            long first = start + ((First + ((long)run * Distance)) * width);
            tensor.ReadFloats(first, destination.Slice(run * Run * width, Run * width));
        }
    }
}
