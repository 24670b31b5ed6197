using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Checks;
using AttnGen.Tests.Kernels.Decoding;
using AttnGen.Tests.Kernels.Problems;

namespace AttnGen.Tests.Child;

/// <summary>Calls every entry point of every kernel once, so that all that a call needs is compiled to machine code.</summary>
internal static class EveryKernelOnce
{
    public const string Command = "every-kernel-once";
    public const string ListedCommand = "listed-kernels-once";

    public static void Run(IEnumerable<KernelSet> sets)
    {
        foreach (Kernel kernel in sets.SelectMany(set => set.Kernels))
        {
            var problem = new Problem(kernel.Shape, 1);
            KernelFace face = kernel.ThroughClass(problem.Weights);
            foreach (Entry entry in Enum.GetValues<Entry>())
            {
                new RepeatedCall(face, entry, problem).Invoke(withLength: true, withWeights: true);
            }
        }
    }
    /// <summary>A full step and a single token, of every kernel with a cache.</summary>
    public static void Run(DecoderSet decoders)
    {
        foreach (DecoderKernel kernel in decoders.Kernels)
        {
            var text = new DecodedText(kernel.Shape, 1);
            DecoderFace face = kernel.ThroughInterface(text.Weights);
            foreach (Entry entry in Enum.GetValues<Entry>())
            {
                int width = text.Whole.Shape.OutputLengthOf(entry) / text.Tokens;
                foreach (int count in (int[])[kernel.Shape.N, 1])
                {
                    var weights = new float[kernel.Shape.AttentionWeightsLength];
                    text.Step(face, entry, face.CreateCache(), 0, count, Guard.AtEnd, new float[count * width], weights);
                }
            }
        }
    }
}
