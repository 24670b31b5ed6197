using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Checks;
using AttnGen.Tests.Kernels.HandWritten;
using AttnGen.Tests.Kernels.Problems;

namespace AttnGen.Tests.Child;

/// <summary>Calls a hand-written kernel with a fault and with its operands at guard pages, which may end the process.</summary>
internal static class GuardedFault
{
    public const string Command = "guarded-fault";

    public static void Run(Fault fault)
    {
        LoopKernel<LoopCases.Self>.Fault = fault;
        var problem = new Problem(LoopCases.Self.Shape, 1);
        KernelFace face = Kernel.Of<LoopKernel<LoopCases.Self>>().ThroughClass(problem.Weights);
        GuardedCall.Run(face, Entry.Attend, problem, Guard.AtEnd, null, attentionWeights: true);
    }
}
