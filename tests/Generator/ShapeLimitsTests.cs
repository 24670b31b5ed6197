using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;
using AttnGen.Generator.Shape.Rules;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>
/// No shape that the rules let through overflows anything: tried over every combination of small, middle and greatest sizes.
/// </summary>
public sealed class ShapeLimitsTests
{
    private static readonly AttentionSpec[] Passed =
        [.. Requests().Where(request => SpecRules.Check(request).IsEmpty).Select(request => request.ToSpec())];

    [Fact]
    public void The_rules_let_many_shapes_through_and_refuse_many()
    {
        Assert.True(Passed.Length > 1000);
        Assert.True(Requests().Count() - Passed.Length > 1000);
    }

    [Fact]
    public void No_operand_s_length_overflows() => Assert.All(Passed, spec =>
    {
        var shape = new AttentionShape(spec.N, spec.DModel, spec.DK)
        {
            Heads = spec.Heads,
            KeyValueHeads = spec.KeyValueHeads,
            DV = spec.DV,
            KeyValueLength = spec.KeyValueLength,
            ContextWidth = spec.ContextWidth,
            OutputProjection = true,
            OutputWidth = spec.OutputWidth,
        };
        int[] lengths =
        [
            shape.InputLength, shape.ContextLength, shape.OutputLength, shape.QueryLength, shape.KeyLength, shape.ValueLength,
            shape.AttendOutputLength, checked(spec.DModel * spec.QueryWidth), checked(spec.ContextWidth * spec.KeyWidth),
            checked(spec.ContextWidth * spec.ValueWidth), checked(spec.HeadsWidth * spec.OutputWidth),
        ];
        Assert.All(lengths, length => Assert.True(length > 0));
    });

    [Fact]
    public void No_plan_s_memory_overflows() => Assert.All(Passed, spec =>
    {
        foreach (Tier tier in Tier.All)
        {
            KernelPlan plan = KernelPlanner.Plan(spec, tier);
            Assert.InRange(plan.PackedLength, 1, ShapeLimits.PackedLength);
            Assert.True(checked(plan.ForwardScratchLength * sizeof(float)) > 0);
            Assert.True(checked(plan.AttendScratchLength * sizeof(float)) > 0);
        }
    });

    private static IEnumerable<ShapeRequest> Requests()
    {
        int[] tokens = [1, 1000, 65_536, 1 << 20];
        int[] widths = [1, 4096, 65_536];
        int[] sizes = [1, 64, 1000, 65_536];
        (int Heads, int KeyValueHeads)[] counts = [(1, 1), (12, 12), (12, 3)];
        bool[] flags = [false, true];
        return
            from n in tokens
            from keys in tokens
            from dModel in widths
            from context in widths
            from dK in sizes
            from dV in sizes
            from count in counts
            from output in widths
            from bias in flags
            select new ShapeRequest(n, dModel, dK)
            {
                KeyValueLength = keys,
                ContextWidth = context,
                DV = dV,
                Heads = count.Heads,
                KeyValueHeads = count.KeyValueHeads,
                OutputProjection = true,
                OutputWidth = output,
                Bias = bias,
            };
    }
}
