using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>A shape in one sentence.</summary>
internal static class ShapeWords
{
    /// <summary>The sentence.</summary>
    public static string Of(AttentionSpec spec) =>
        $"Attention: {Literal.Int(spec.N)} queries × {Literal.Int(spec.KeyValueLength)} keys, {Literal.Int(spec.Heads)} heads, "
        + (spec.GroupSize > 1 ? $"{Literal.Int(spec.GroupSize)} for each of {Literal.Int(spec.KeyValueHeads)} heads of keys and values, " : string.Empty)
        + $"dK {Literal.Int(spec.DK)}, dV {Literal.Int(spec.DV)}, dModel {Literal.Int(spec.DModel)}"
        + (spec.IsCrossAttention ? $", context {Literal.Int(spec.KeyValueLength)} × {Literal.Int(spec.ContextWidth)}" : string.Empty)
        + (spec.Causal != CausalAlignment.None ? $", causal ({spec.Causal})" : string.Empty)
        + (spec.Modifier is { } modifier ? $", scores modified by {modifier.Name}" : string.Empty)
        + (spec.HasRope ? $", RoPE ({spec.Rope}, theta {Invariant.Text(spec.RopeTheta)}, {Literal.Int(spec.RopeWidth)} columns)" : string.Empty)
        + (spec.HasCache ? $", cache of {Literal.Int(spec.CacheCapacity)} tokens" : string.Empty)
        + (spec.IsNarrow ? $", {ElementWords.Type(spec.Element)} operands" : string.Empty)
        + (spec.Bias ? ", bias" : string.Empty)
        + (spec.OutputProjection ? $", output projection to {Literal.Int(spec.OutputWidth)}" : string.Empty) + ".";
}
