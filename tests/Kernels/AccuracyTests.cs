using AttnGen.Tests.Kernels.Checks;
using AttnGen.Tests.Kernels.Problems;
using AttnGen.Tests.Kernels.Shapes;
using Xunit;

namespace AttnGen.Tests.Kernels;

/// <summary>Rule 15 over every shape.</summary>
[Trait("Category", "Kernels")]
public sealed class AccuracyTests
{
    public static TheoryData<string> Names => KernelsUnderTest.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule15_Forward_is_as_accurate_as_the_plain_loop(string shape) =>
        AccuracyCheck.Run(KernelsUnderTest.Of(shape), Entry.Forward);

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule15_Attend_is_as_accurate_as_the_plain_loop(string shape) =>
        AccuracyCheck.Run(KernelsUnderTest.Of(shape), Entry.Attend);
}
