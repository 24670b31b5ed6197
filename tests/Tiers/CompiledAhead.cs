using AttnGen.Tests.Kernels;
using AttnGen.Tests.Kernels.Conformance;
using AttnGen.Tests.Kernels.Decoding;
using AttnGen.Tests.Kernels.Doubles;
using AttnGen.Tests.Kernels.Elements;
using AttnGen.Tests.Kernels.Features;
using AttnGen.Tests.Kernels.Shapes;
using Xunit;

namespace AttnGen.Tests.Tiers;

/// <summary>
/// The kernels that the tests of the category Kernels call. They are compiled once, two sets at a time, and kept where every child process
/// finds them: a child that compiles one itself has to load the compiler for it, and so does each that runs beside it.
/// </summary>
internal static class CompiledAhead
{
    private const int SetsAtATime = 2;

    public static void All()
    {
        IEnumerable<Action> sets =
        [
            () => Assert.All(KernelsUnderTest.Sets, set => Assert.NotEmpty(set.Kernels)),
            () => Assert.NotEmpty(FeatureKernels.Combined.Kernels),
            () => Assert.NotEmpty(FeatureKernels.Alone.Kernels),
            () => Assert.NotEmpty(FeatureKernels.Modified.Kernels),
            () => Assert.NotEmpty(DecodersUnderTest.Set.Kernels),
            () => Assert.NotEmpty(DecodersUnderTest.Combined.Kernels),
            () => Assert.NotEmpty(ElementCacheTests.Set.Kernels),
            () => Assert.NotNull(DoubleFeatureTests.Set.Emitted.Assembly),
            () => Assert.NotNull(DoubleKernelSet.All.Emitted.Assembly),
            () => Assert.NotNull(DoubleCallTests.Set.Emitted.Assembly),
            () => Assert.NotEmpty(DoubleDecoderTests.Set.Kernels),
            () => Assert.All(ElementKernelTests.Sets, set => Assert.NotEmpty(set.Value.Kernels)),
            () => Assert.NotEmpty(ElementArgumentTests.Set.Value.Kernels),
            () => Assert.All(OnnxAttentionTests.Set?.Value.Kernels ?? [], Assert.NotNull),
            () => Assert.NotNull(UnofferedWeightsTests.Kernel),
        ];
        Parallel.ForEach(sets, new ParallelOptions { MaxDegreeOfParallelism = SetsAtATime }, set => set());
    }
}
