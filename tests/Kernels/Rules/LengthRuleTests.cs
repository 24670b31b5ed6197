using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Checks;
using AttnGen.Tests.Kernels.Problems;
using AttnGen.Tests.Kernels.Shapes;
using Xunit;

namespace AttnGen.Tests.Kernels.Rules;

/// <summary>
/// Every length of a kernel, from all keys to none, with rubbish past it: each that ends a tile or a block of keys, or begins one, is among
/// them, wherever a tier has put its tiles and blocks.
/// </summary>
[Trait("Category", "Kernels")]
public sealed class LengthRuleTests
{
    private const double Tolerance = 1e-5;

    private static readonly AttentionShape s_atOnce = ShapeTable.Representative[3];
    private static readonly AttentionShape s_oneByOne = ShapeTable.Representative[4];
    private static readonly AttentionShape s_inBlocks = ShapeTable.Representative[5];

    [Fact]
    public void Every_length_is_right_where_all_keys_are_scored_at_once() => AssertEveryLength(s_atOnce);

    [Fact]
    public void Every_length_is_right_where_queries_come_one_by_one() => AssertEveryLength(s_oneByOne);

    [Fact]
    public void Every_length_is_right_where_keys_come_in_blocks() => AssertEveryLength(s_inBlocks);

    private static void AssertEveryLength(AttentionShape shape)
    {
        Kernel kernel = KernelsUnderTest.Of(shape);
        foreach (float planted in (float[])[float.NaN, float.MaxValue])
        {
            var problem = new Problem(shape, 1);
            for (int length = shape.KeyValueLength; length >= 0; length--)
            {
                Tokens.Fill(problem, Entry.Attend, length, Math.Min(length + 1, shape.KeyValueLength), planted);
                ReferenceCheck.Run(kernel, Entry.Attend, problem, length, Tolerance, $"{planted} past it");
            }
        }
    }
}
