using System.Text;
using AttnGen;

namespace ScoreModifiers;

/// <summary>
/// Attention weights of three documents packed into one sequence: as they are, with a rule that keeps documents apart, and with one that
/// lets distance cost. Each kernel's weights are compared with those of the reference in double.
/// </summary>
internal static class Program
{
    private static int Main()
    {
        // Without a byte-order mark, so that redirected output is plain text.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return Run(Console.Out);
    }

    /// <summary>Prints the tables.</summary>
    /// <returns>0 if every kernel agrees with the reference.</returns>
    internal static int Run(TextWriter output)
    {
        output.WriteLine("Attention weights in percent: who (row) looks at whom (column). A dot is exactly 0.");
        output.WriteLine();
        double error = Show<PlainKernel>(output, "As it is: words of all documents look at each other", default);
        error = Math.Max(error, Show<DocumentKernel>(output, "DocumentMask: each document by itself", Tokens.Documents));
        error = Math.Max(error, Show<DistanceKernel>(output, "DistancePenalty: half a unit of score a token, up to three", default));
        bool agrees = error < 1e-6;
        output.WriteLine($"On {PlainKernel.Tier}, {(agrees ? "equal to" : "DIFFERENT FROM")} the reference in double.");
        return agrees ? 0 : 1;
    }

    /// <summary>Prints a kernel's weights.</summary>
    /// <returns>How far they are from the reference's.</returns>
    private static double Show<TKernel>(TextWriter output, string title, ReadOnlySpan<float> data)
        where TKernel : IAttentionKernel<TKernel>
    {
        AttentionShape shape = TKernel.Shape;
        float[] vectors = Tokens.Vectors();
        float[] result = new float[shape.AttendOutputLength];
        float[] weights = new float[shape.AttentionWeightsLength];
        float[] expected = new float[shape.AttentionWeightsLength];
        TKernel.Attend(vectors, vectors, vectors, result, new AttentionArguments { AttentionWeights = weights, ModifierData = data });
        AttentionReference.Attend(shape, vectors, vectors, vectors, new AttentionArguments { AttentionWeights = expected, ModifierData = data });
        WeightTable.Write(output, title, Tokens.Words, weights);
        return weights.Zip(expected, (actual, right) => Math.Abs(actual - right)).Max();
    }
}
