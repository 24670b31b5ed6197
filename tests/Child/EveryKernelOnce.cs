using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Checks;
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
}
