using System.Globalization;
using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Checks;

/// <summary>What a kernel's constructor, and Create, make of weights: wrong ones are refused by name, right ones are copied.</summary>
internal static class ConstructionCheck
{
    public static void RefusesNull(Kernel kernel)
    {
        Assert.Equal("weights", Assert.Throws<ArgumentNullException>(() => kernel.ThroughInterface(null!)).ParamName);
        Assert.Equal("weights", Assert.Throws<ArgumentNullException>(() => kernel.ThroughClass(null!)).ParamName);
    }

    public static void RefusesWrongLengths(Kernel kernel)
    {
        AttentionShape shape = kernel.Shape;
        AttentionWeights right = new Problem(shape, 1).Weights;
        int queries = shape.Heads * shape.DK;
        int keys = shape.KeyValueHeads * shape.DK;
        int values = shape.KeyValueHeads * shape.DV;
        int heads = shape.Heads * shape.DV;
        foreach (int by in (int[])[-1, 1])
        {
            Refused(kernel, WeightTools.With(right, query: Resized(right.Query, by)), "Query", shape.DModel * queries, by);
            Refused(kernel, WeightTools.With(right, key: Resized(right.Key, by)), "Key", shape.ContextWidth * keys, by);
            Refused(kernel, WeightTools.With(right, value: Resized(right.Value, by)), "Value", shape.ContextWidth * values, by);
            if (shape.OutputProjection)
            {
                Refused(kernel, WeightTools.With(right, output: Resized(right.Output, by)), "Output", heads * shape.OutputWidth, by);
            }

            if (shape.Bias)
            {
                Refused(kernel, WeightTools.With(right, queryBias: Resized(right.QueryBias, by)), "QueryBias", queries, by);
                Refused(kernel, WeightTools.With(right, keyBias: Resized(right.KeyBias, by)), "KeyBias", keys, by);
                Refused(kernel, WeightTools.With(right, valueBias: Resized(right.ValueBias, by)), "ValueBias", values, by);
            }

            if (shape.Bias && shape.OutputProjection)
            {
                Refused(kernel, WeightTools.With(right, outputBias: Resized(right.OutputBias, by)), "OutputBias", shape.OutputWidth, by);
            }
        }
    }

    /// <summary>A matrix or bias that the shape would ignore is a mistake of the caller's.</summary>
    public static void RefusesWhatItWouldIgnore(Kernel kernel)
    {
        AttentionShape shape = kernel.Shape;
        AttentionWeights right = new Problem(shape, 1).Weights;
        if (!shape.OutputProjection)
        {
            Refused(kernel, WeightTools.With(right, output: new float[shape.Heads * shape.DV * shape.OutputWidth]), "Output");
        }

        if (!shape.Bias)
        {
            Refused(kernel, WeightTools.With(right, queryBias: new float[shape.Heads * shape.DK]), "QueryBias");
            Refused(kernel, WeightTools.With(right, keyBias: new float[shape.KeyValueHeads * shape.DK]), "KeyBias");
            Refused(kernel, WeightTools.With(right, valueBias: new float[shape.KeyValueHeads * shape.DV]), "ValueBias");
        }

        if (!shape.Bias || !shape.OutputProjection)
        {
            Refused(kernel, WeightTools.With(right, outputBias: new float[shape.OutputWidth]), "OutputBias");
        }
    }

    /// <summary>Writing over the weights after construction changes nothing.</summary>
    public static void CopiesTheWeights(Kernel kernel)
    {
        var problem = new Problem(kernel.Shape, 1);
        AttentionWeights own = WeightTools.Copy(problem.Weights, out float[][] memory);
        foreach (KernelFace face in kernel.Faces(own).ToArray())
        {
            Answer<float> before = GuardedCall.Run(face, Entry.Forward, problem, Guard.AtEnd, null, attentionWeights: false);
            float[][] kept = [.. memory.Select(matrix => (float[])matrix.Clone())];
            Array.ForEach(memory, matrix => matrix.AsSpan().Fill(float.NaN));
            Answer<float> after = GuardedCall.Run(face, Entry.Forward, problem, Guard.AtEnd, null, attentionWeights: false);
            Bits.AssertEqual(before.Output, after.Output, $"{kernel} after its weights were overwritten");
            for (int i = 0; i < memory.Length; i++)
            {
                kept[i].CopyTo(memory[i], 0);
            }
        }
    }

    private static void Refused(Kernel kernel, AttentionWeights wrong, string name, int expected, int by)
    {
        foreach (string message in Refused(kernel, wrong, name))
        {
            Assert.Contains(expected.ToString(CultureInfo.InvariantCulture), message);
            Assert.Contains((expected + by).ToString(CultureInfo.InvariantCulture), message);
        }
    }

    private static string[] Refused(Kernel kernel, AttentionWeights wrong, string name)
    {
        ArgumentException[] refusals =
        [
            Assert.Throws<ArgumentException>(() => kernel.ThroughInterface(wrong)),
            Assert.Throws<ArgumentException>(() => kernel.ThroughClass(wrong)),
        ];
        foreach (ArgumentException refusal in refusals)
        {
            Assert.Equal("weights", refusal.ParamName);
            Assert.StartsWith(name + " ", refusal.Message);
        }

        return [.. refusals.Select(refusal => refusal.Message)];
    }

    private static float[] Resized(ReadOnlyMemory<float> matrix, int by)
    {
        float[] resized = matrix.ToArray();
        Array.Resize(ref resized, resized.Length + by);
        return resized;
    }
}
