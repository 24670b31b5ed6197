using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Batches;
using AttnGen.Tests.Kernels.Checks;
using AttnGen.Tests.Kernels.Features;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Elements;

/// <summary>Kernels whose operands are of 16 bits compute what those of floats do, and round once, at the end.</summary>
[Trait("Category", "Kernels")]
public sealed class ElementKernelTests
{
    private const int Seed = 7;

    private static readonly Lazy<KernelSet> s_floats = new(() =>
        KernelSet.Compile("ElementFloatKernels", new CompilerSettings(), ElementShapes.Floats));

    private static readonly Lazy<KernelSet> s_narrow = new(() =>
        KernelSet.Compile("ElementKernels", new CompilerSettings(), ElementShapes.Narrow));

    private static readonly Lazy<KernelSet> s_combined = new(() =>
        KernelSet.Compile("ElementFeatureKernels", new CompilerSettings(), ElementShapes.Combined));

    /// <summary>All that these tests call, each compiled when it is asked for.</summary>
    internal static IReadOnlyList<Lazy<KernelSet>> Sets => [s_floats, s_narrow, s_combined];

    public static TheoryData<string> Narrow => [.. ElementShapes.Narrow.Select(ShapeSource.ClassName)];

    public static TheoryData<string> Combined => [.. ElementShapes.Combined.Select(ShapeSource.ClassName)];

    [Theory]
    [MemberData(nameof(Narrow))]
    public void The_output_is_that_of_the_float_kernel_rounded_once(string className)
    {
        Kernel narrow = s_narrow.Value[className];
        Kernel floats = s_floats.Value[narrow.Shape with { Element = ElementType.Float32 }];
        var problem = new Problem(narrow.Shape, Seed);
        PlantSmallest(problem);
        foreach (Entry entry in Enum.GetValues<Entry>())
        {
            foreach (int length in problem.Lengths())
            {
                foreach (bool weights in new[] { false, true })
                {
                    Answer<float> expected = Run(floats, entry, problem, length, weights);
                    TestElements.Round(narrow.Shape.Element, expected.Output);
                    Answer<float> actual = Run(narrow, entry, problem, length, weights);
                    string what = $"{narrow} {entry} length {length}";
                    Bits.AssertEqual(expected.Output, actual.Output, what + ": output");
                    Bits.AssertEqual(expected.AttentionWeights, actual.AttentionWeights, what + ": attention weights");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Combined))]
    public void A_combination_of_features_computes_what_the_reference_does(string className) =>
        new FeatureCase(s_combined.Value[className], Seed).Run();

    [Theory]
    [MemberData(nameof(Combined))]
    public void Every_entry_of_a_batch_gets_the_bits_that_it_gets_alone(string className) =>
        BatchCheck.AssertSameBits(s_combined.Value[className], Seed);

    [Theory]
    [MemberData(nameof(Narrow))]
    public void A_call_does_not_allocate(string className)
    {
        switch (s_narrow.Value[className])
        {
            case ElementKernel<Half> kernel:
                ElementAllocationCheck.Run(kernel);
                break;
            case ElementKernel<BFloat16> kernel:
                ElementAllocationCheck.Run(kernel);
                break;
            default:
                Assert.Fail($"{className} does not take elements of 16 bits.");
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Narrow))]
    public void Scratch_memory_holds_the_operands_as_floats(string className)
    {
        Kernel narrow = s_narrow.Value[className];
        AttentionShape shape = narrow.Shape;
        int floats = s_floats.Value[shape with { Element = ElementType.Float32 }].ScratchBytes;
        int attend = shape.QueryLength + shape.KeyLength + shape.ValueLength + shape.AttendOutputLength;
        int forward = shape.InputLength + (shape.IsCrossAttention ? shape.ContextLength : 0) + shape.OutputLength;
        Assert.InRange(narrow.ScratchBytes, floats + (sizeof(float) * Math.Min(attend, forward)), floats + (sizeof(float) * (attend + forward + 80)));
    }

    /// <summary>The smallest numbers of 16 bits: of Half, a float holds them as normal numbers.</summary>
    private static void PlantSmallest(Problem problem)
    {
        float smallest = problem.Shape.Element == ElementType.Float16 ? 5.9604645e-8f : 9.1835e-41f;
        foreach (float[] operand in new[] { problem.X, problem.Query, problem.Key, problem.Value })
        {
            operand[0] = smallest;
            operand[^1] = -3 * smallest;
        }
    }

    private static Answer<float> Run(Kernel kernel, Entry entry, Problem problem, int length, bool weights) =>
        GuardedCall.Run(kernel.ThroughInterface(problem.Weights), entry, problem, Guard.AtEnd, length, weights);
}
