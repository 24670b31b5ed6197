using System.Reflection;
using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Documentation;

/// <summary>
/// The code of docs/coming-from.md that takes weights over, against the layers that it speaks of, written down here as their own
/// documentation gives them.
/// </summary>
public sealed class ComingFromTests
{
    private const int Tokens = 5;
    private const int Width = 12;
    private const int Heads = 3;

    private static readonly AttentionShape s_shape = new(Tokens, Width, Width / Heads) { Heads = Heads, Bias = true };

    [Fact]
    public void Weights_of_a_PyTorch_layer()
    {
        float[] inWeight = Numbers(3 * Width * Width, 1), inBias = Numbers(3 * Width, 2), outWeight = Numbers(Width * Width, 3), outBias = Numbers(Width, 4);
        float[] x = Numbers(Tokens * Width, 5);

        // linear(x, W, b) = x·Wᵀ + b; the three thirds of the rows of in_proj_weight are q, k and v.
        double[][] projected =
            [.. Enumerable.Range(0, 3).Select(third => Linear(Doubles(x), (o, i) => inWeight[(((third * Width) + o) * Width) + i], o => inBias[(third * Width) + o]))];
        double[] expected = Linear(Attended(projected), (o, i) => outWeight[(o * Width) + i], o => outBias[o]);

        var weights = (AttentionWeights)Function("FromTorch").Invoke(null, [Width, inWeight, inBias, outWeight, outBias])!;
        AssertClose(expected, AttentionReference.Forward(s_shape with { OutputProjection = true }, weights, x));
    }

    [Fact]
    public void Weights_of_an_ONNX_Runtime_operator()
    {
        float[] weight = Numbers(Width * 3 * Width, 1), bias = Numbers(3 * Width, 2), x = Numbers(Tokens * Width, 3);

        // x·W + b; each row of the weights has the columns of q, then of k, then of v.
        double[][] projected =
            [.. Enumerable.Range(0, 3).Select(third => Linear(Doubles(x), (o, i) => weight[(i * 3 * Width) + (third * Width) + o], o => bias[(third * Width) + o]))];

        var weights = (AttentionWeights)Function("FromOnnxRuntime").Invoke(null, [Width, Width, weight, bias])!;
        AssertClose(Attended(projected), AttentionReference.Forward(s_shape, weights, x));
    }

    private static MethodInfo Function(string type)
    {
        string code = MarkdownCode.Read(MarkdownPages.Read("docs/coming-from.md")).Single(block => block.Code.Contains($"class {type}", StringComparison.Ordinal)).Code;
        byte[] assembly = KernelCompiler.Compile(type, new CompilerSettings { Documentation = false }, "global using System;", code);
        return Assembly.Load(assembly).GetType(type)!.GetMethod("Of")!;
    }

    private static double[] Linear(double[] x, Func<int, int, double> weight, Func<int, double> bias)
    {
        var y = new double[Tokens * Width];
        for (int token = 0; token < Tokens; token++)
        {
            for (int output = 0; output < Width; output++)
            {
                y[(token * Width) + output] = bias(output) + Enumerable.Range(0, Width).Sum(input => x[(token * Width) + input] * weight(output, input));
            }
        }

        return y;
    }

    private static double[] Attended(double[][] projected)
    {
        const int Size = Width / Heads;
        var output = new double[Tokens * Width];
        for (int head = 0; head < Heads; head++)
        {
            for (int query = 0; query < Tokens; query++)
            {
                int At(int token, int number) => (token * Width) + (head * Size) + number;
                double[] powers =
                [
                    .. Enumerable.Range(0, Tokens).Select(key => Math.Exp(
                        Enumerable.Range(0, Size).Sum(c => projected[0][At(query, c)] * projected[1][At(key, c)]) / Math.Sqrt(Size))),
                ];
                for (int number = 0; number < Size; number++)
                {
                    output[At(query, number)] = Enumerable.Range(0, Tokens).Sum(key => powers[key] * projected[2][At(key, number)]) / powers.Sum();
                }
            }
        }

        return output;
    }

    private static double[] Doubles(float[] numbers) => [.. numbers.Select(number => (double)number)];

    private static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }
}
