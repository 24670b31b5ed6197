namespace AttnGen.Tests.Runtime.Tensors;

/// <summary>Shapes in which no two sizes are equal, so that none can take the place of another.</summary>
internal static class TensorCases
{
    internal sealed class Tokens : ITensorCase
    {
        public static AttentionShape Shape { get; } = new(5, 14, 3)
        {
            Heads = 4, KeyValueHeads = 2, DV = 6, KeyValueLength = 9, ContextWidth = 11,
        };
    }

    internal sealed class Heads : ITensorCase
    {
        public static AttentionShape Shape { get; } = Tokens.Shape with { Layout = HeadLayout.HeadMajor };
    }

    internal sealed class Projected : ITensorCase
    {
        public static AttentionShape Shape { get; } = Tokens.Shape with { OutputProjection = true, OutputWidth = 7, Bias = true };
    }
}
