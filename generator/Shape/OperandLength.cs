using System.Collections.Immutable;

namespace AttnGen.Generator.Shape;

/// <summary>A length that the shape gives an operand.</summary>
/// <param name="product">What makes it, in the field's words.</param>
/// <param name="factors">The same in numbers.</param>
internal sealed class OperandLength(string product, ImmutableArray<int> factors)
{
    /// <summary>What makes it, in the field's words.</summary>
    public string Product { get; } = product;

    /// <summary>The same in numbers.</summary>
    public ImmutableArray<int> Factors { get; } = factors;

    /// <summary>The length.</summary>
    public long Value => Factors.Aggregate(1L, (product, factor) => product * factor);

    /// <summary>The length as a product of numbers: <c>64 × 128 = 8192</c>.</summary>
    public string Size => Factors.Length == 1
        ? Invariant.Text(Value)
        : $"{string.Join(" × ", Factors.Select(factor => Invariant.Text(factor)))} = {Invariant.Text(Value)}";

    /// <summary>The length as a product: <c>n × dModel = 64 × 128 = 8192</c>.</summary>
    public string Words => $"{Product} = {Size}";
}
