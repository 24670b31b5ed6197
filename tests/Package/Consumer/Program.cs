using System;
using System.IO;
using AttnGen;

// What a user's program does with a kernel: its result is checked against the reference in double, and its calls allocate nothing.
AttentionShape shape = Consumer.Encoder.Shape;
AttentionWeights weights = AttentionWeights.CreateRandom(shape, seed: 1);
var encoder = new Consumer.Encoder(weights);
var random = new Random(2);
float[] x = new float[shape.InputLength], output = new float[shape.OutputLength];
for (int i = 0; i < x.Length; i++)
{
    x[i] = (random.NextSingle() * 2) - 1;
}

encoder.Forward(x, output);
long before = GC.GetAllocatedBytesForCurrentThread();
encoder.Forward(x, output, length: 50);
encoder.Forward(x, output);
long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

double[] expected = AttentionReference.Forward(shape, weights, x);
double error = 0;
for (int i = 0; i < output.Length; i++)
{
    error = Math.Max(error, Math.Abs(output[i] - expected[i]));
}

long size = new FileInfo(Environment.ProcessPath!).Length;
Console.WriteLine(FormattableString.Invariant($"tier {Consumer.Encoder.Tier}, output[0] {output[0]:F4}, error {error:E1}, {allocated} bytes allocated, program of {size} bytes"));
return error < 1e-4 && allocated == 0 && output[0] != 0 ? 0 : 1;

namespace Consumer
{
    [AttentionShape(n: 64, dModel: 128, dK: 32, Heads = 4, OutputProjection = true)]
    public sealed partial class Encoder;
}
