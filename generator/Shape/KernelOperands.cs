using System.Collections.Immutable;

namespace AttnGen.Generator.Shape;

/// <summary>The operands of <c>Forward</c> and <c>Attend</c>, with their lengths as the entry points check them.</summary>
internal static class KernelOperands
{
    /// <summary>The name of the entry point with projections.</summary>
    public const string Forward = nameof(Forward);

    /// <summary>The name of the entry point without.</summary>
    public const string Attend = nameof(Attend);

    /// <summary>The operand that may have one of several lengths.</summary>
    public const string Mask = "mask";

    /// <summary>The argument that says how long a row of the mask is.</summary>
    public const string MaskKeys = "maskKeys";

    /// <summary>The operands that an entry point of a shape has.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="entry">The entry point.</param>
    /// <param name="maskKeys">How many keys a row of the mask has.</param>
    public static ImmutableArray<KernelOperand> Of(AttentionSpec shape, string entry, int maskKeys) =>
    [
        .. (entry == Forward ? OfForward(shape) : OfAttend(shape)).Select(operand => operand with { Unit = UnitOf(shape, operand.Name) }),
        .. OfBoth(shape, maskKeys).Select(operand => operand.Name == Mask ? operand : operand with { Unit = shape.Number.Unit }),
    ];

    private static IEnumerable<KernelOperand> OfForward(AttentionSpec shape)
    {
        yield return Required("x", "n × dModel", shape.N, shape.DModel);
        yield return shape.OutputProjection
            ? Required("output", "n × outputWidth", shape.N, shape.OutputWidth)
            : Required("output", "n × heads × dV", shape.N, shape.Heads, shape.DV);
        if (shape.IsCrossAttention)
        {
            yield return Required("context", "keyValueLength × contextWidth", shape.KeyValueLength, shape.ContextWidth);
        }
    }

    private static IEnumerable<KernelOperand> OfAttend(AttentionSpec shape)
    {
        string keyHeads = shape.GroupSize == 1 ? "heads" : "keyValueHeads";
        yield return Required("query", "n × heads × dK", shape.N, shape.Heads, shape.DK);
        yield return Required("key", $"keyValueLength × {keyHeads} × dK", shape.KeyValueLength, shape.KeyValueHeads, shape.DK);
        yield return Required("value", $"keyValueLength × {keyHeads} × dV", shape.KeyValueLength, shape.KeyValueHeads, shape.DV);
        yield return Required("output", "n × heads × dV", shape.N, shape.Heads, shape.DV);
        if (shape.RelativeBias)
        {
            yield return Required("relativeBias", "heads × (n + keyValueLength − 1)", shape.Heads, shape.N + shape.KeyValueLength - 1);
        }

        if (shape.Sink == SinkKind.Learned)
        {
            yield return Required("sink", "heads", shape.Heads);
        }
    }

    private static IEnumerable<KernelOperand> OfBoth(AttentionSpec shape, int maskKeys)
    {
        if (shape.OffersWeights)
        {
            yield return Optional("attentionWeights", "heads × n × keyValueLength", shape.Heads, shape.N, shape.KeyValueLength);
        }

        if (shape.Mask != MaskKind.None)
        {
            yield return OfMask(shape, maskKeys);
        }

        if (shape.LogSumExp)
        {
            yield return Optional("logSumExp", "heads × n", shape.Heads, shape.N);
        }

        if (shape.Scores != ScoreStage.None)
        {
            yield return Optional("scores", "heads × n × keyValueLength", shape.Heads, shape.N, shape.KeyValueLength);
        }
    }

    // The same length may be made in several ways, as where there is one query.
    // What is learned comes in the numbers that are computed with.
    private static string UnitOf(AttentionSpec shape, string operand) =>
        operand is "relativeBias" or "sink" ? shape.Number.Unit : shape.ElementUnit;

    private static KernelOperand OfMask(AttentionSpec shape, int keys)
    {
        OperandLength[] lengths =
        [
            new(MaskKeys, [keys]),
            new("n × maskKeys", [shape.N, keys]),
            new("heads × n × maskKeys", [shape.Heads, shape.N, keys]),
        ];
        return new KernelOperand(Mask, [.. lengths.GroupBy(length => length.Value).Select(group => group.First())])
        {
            MayBeEmpty = true,
            Unit = shape.Mask == MaskKind.Boolean ? "booleans" : shape.ElementUnit,
        };
    }

    private static KernelOperand Required(string name, string product, params int[] factors) =>
        new(name, [new OperandLength(product, [.. factors])]);

    private static KernelOperand Optional(string name, string product, params int[] factors) =>
        Required(name, product, factors) with { MayBeEmpty = true };
}
