using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Elements;

/// <summary>No entry point on elements of 16 bits allocates after its first call on a thread.</summary>
internal static class ElementAllocationCheck
{
    private const int MeasuredCalls = 3;

    public static void Run<TElement>(ElementKernel<TElement> kernel)
        where TElement : unmanaged
    {
        AttentionShape shape = kernel.Shape;
        var problem = new Problem(shape, 1);
        ElementFace<TElement> face = kernel.Bind(problem.Weights);
        TElement[] x = TestElements.Narrow<TElement>(problem.X);
        TElement[] context = TestElements.Narrow<TElement>(problem.Context);
        TElement[] query = TestElements.Narrow<TElement>(problem.Query);
        TElement[] key = TestElements.Narrow<TElement>(problem.Key);
        TElement[] value = TestElements.Narrow<TElement>(problem.Value);
        var output = new TElement[Math.Max(shape.OutputLength, shape.AttendOutputLength)];
        var weights = new float[shape.AttentionWeightsLength];
        for (int call = 0; call <= MeasuredCalls; call++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            face.Forward(x, output.AsSpan(0, shape.OutputLength), new AttentionArguments<TElement> { Context = context, AttentionWeights = weights });
            face.Attend(query, key, value, output.AsSpan(0, shape.AttendOutputLength), new AttentionArguments<TElement> { Length = 1 });
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(call == 0 || allocated == 0, $"{kernel} allocated {allocated} bytes.");
        }
    }
}
