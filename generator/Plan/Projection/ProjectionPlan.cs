namespace AttnGen.Generator.Plan;

/// <summary>One projection: a matrix of the runtime's AttentionWeights, and how tokens are multiplied with it.</summary>
/// <param name="Matrix">The matrix: Query, Key, Value or Output.</param>
/// <param name="Product">The product; projections of equal sizes have equal ones, written once.</param>
internal sealed record ProjectionPlan(string Matrix, ProductPlan Product)
{
    /// <summary>The same projection, its outputs turned by RoPE.</summary>
    public ProjectionPlan Turned(RopeFactors factors) => this with { Product = Product with { Rope = factors } };
}
