using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>Every lane of every panel of a turned projection reads the factors of its own column, inside the row.</summary>
public sealed class RopeFactorsTests
{
    [Fact]
    public void Each_output_has_the_factors_of_its_column()
    {
        foreach (Tier tier in Tier.All)
        {
            foreach (int dK in (int[])[2, 4, 6, 8, 10, 16, 20, 36, 48, 64, 80, 100, 128, 130])
            {
                foreach (int heads in (int[])[1, 2, 3, 4, 7, 12])
                {
                    var request = new ShapeRequest(30, 24, dK) { Heads = heads, Rope = AttnGen.Generator.RopePairing.Interleaved };
                    AssertColumns(KernelPlanner.Plan(request.ToSpec(), tier).Query.Product, dK, heads * dK);
                    ShapeRequest doubles = request with { Element = AttnGen.Generator.ElementType.Float64 };
                    AssertColumns(KernelPlanner.Plan(doubles.ToSpec(), tier).Query.Product, dK, heads * dK);
                }
            }
        }
    }

    private static void AssertColumns(ProductPlan product, int dK, int outputs)
    {
        RopeFactors factors = Assert.IsType<RopeFactors>(product.Rope);
        int output = 0;
        foreach (ProjectionPanels panels in product.Panels)
        {
            int lanes = panels.Width / panels.Vectors;
            IReadOnlyList<int> columns = factors.Columns(panels);
            Assert.Equal(0, panels.Width % 2);
            for (int panel = 0; panel < panels.Count; panel++)
            {
                int start = factors.Moves(panels) ? output % dK : 0;
                for (int vector = 0; vector < panels.Vectors; vector++)
                {
                    int column = start + columns[vector];
                    Assert.Equal((output + (vector * lanes)) % dK, column % dK);
                    Assert.InRange(column + lanes, 1, factors.RowLength);
                }

                output += panels.Width;
            }
        }

        Assert.True(output >= outputs);
    }
}
