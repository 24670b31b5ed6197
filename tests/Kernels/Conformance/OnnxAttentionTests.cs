using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Kernels.Conformance;

/// <summary>ONNX's own cases of its operator <c>Attention</c>, each by a kernel that is generated for its shape.</summary>
[Trait("Category", "Kernels")]
public sealed class OnnxAttentionTests
{
    private static readonly string s_root = Path.Combine(
        Environment.GetEnvironmentVariable("ATTNGEN_DATA") ?? Path.Combine(Repository.Root, "..", "shared", "data"), "onnx-attention");

    private static readonly Lazy<KernelSet> s_kernels = new(() => KernelSet.Compile(
        "OnnxKernels", new CompilerSettings(), [.. Names().Select(name => Read(name).Shape).Distinct()]));

    /// <summary>All that these tests call, compiled when it is asked for; null where the cases are not there.</summary>
    internal static Lazy<KernelSet>? Set => Directory.Exists(s_root) ? s_kernels : null;

    public static TheoryData<string> Cases => Directory.Exists(s_root) ? [.. Names()] : [NoData];

    private const string NoData = "no data";

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_outputs_are_those_of_ONNX(string name)
    {
        Assert.SkipWhen(name == NoData, $"{s_root} is not there: set ATTNGEN_DATA to the folder that holds onnx-attention.");
        OnnxCase subject = Read(name);
        new OnnxRun(subject, s_kernels.Value[subject.Shape]).Check();
    }

    private static IEnumerable<string> Names() => Directory.GetDirectories(s_root).Select(folder => Path.GetFileName(folder)).Order();

    private static OnnxCase Read(string name) => new(Path.Combine(s_root, name));
}
