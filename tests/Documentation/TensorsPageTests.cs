using System.Numerics.Tensors;
using AttnGen.Tests.Harness;
using AttnGen.Tests.Runtime.Tensors;
using Xunit;

namespace AttnGen.Tests.Documentation;

/// <summary>What docs/tensors.md quotes and lists against the code.</summary>
public sealed class TensorsPageTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "tensors.md"));

    [Fact]
    public void The_page_about_tensors_lists_every_part_of_a_call()
    {
        IEnumerable<string> listed = s_page.Split('\n')
            .SkipWhile(line => line != "| part | dimensions |").Skip(2).TakeWhile(line => line.StartsWith('|'))
            .SelectMany(line => line.Split('|')[1].Split(',')).Select(name => name.Trim(' ', '`'));

        Assert.Equal(
            typeof(TensorArguments).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal),
            listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_page_about_tensors_quotes_what_a_call_says()
    {
        var memory = new float[64 * 256];
        AssertQuoted([128, 64], []);
        AssertQuoted([64, 128], [256, 1]);

        void AssertQuoted(nint[] lengths, nint[] strides)
        {
            ArgumentException refusal = Assert.Throws<ArgumentException>(() => Kernel.Forward(
                new ReadOnlyTensorSpan<float>(memory, 0, lengths, strides), new TensorSpan<float>(memory, 0, [64, 128], [])));
            string message = refusal.Message.Replace(" (Parameter 'x')", "", StringComparison.Ordinal);
            Assert.Contains($"```text\n{message}\n```", s_page, StringComparison.Ordinal);
        }
    }

    private static RecordingKernel<PageShape> Kernel => RecordingKernel<PageShape>.Create(new AttentionWeights());

    private sealed class PageShape : ITensorCase
    {
        public static AttentionShape Shape { get; } = new(64, 128, 32) { Heads = 4, OutputProjection = true };
    }
}
