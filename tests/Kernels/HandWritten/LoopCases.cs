namespace AttnGen.Tests.Kernels.HandWritten;

/// <summary>Shapes of the hand-written kernels: between them, everything a shape can ask for.</summary>
internal static class LoopCases
{
    internal sealed class Self : ILoopCase
    {
        public static AttentionShape Shape { get; } = new(9, 12, 5)
        {
            Heads = 2,
            DV = 4,
            Bias = true,
            OutputProjection = true,
            OutputWidth = 7,
            Layout = HeadLayout.HeadMajor,
        };
    }

    internal sealed class Cross : ILoopCase
    {
        public static AttentionShape Shape { get; } =
            new(6, 10, 3) { Heads = 3, KeyValueLength = 11, ContextWidth = 4, IsCrossAttention = true };
    }
}
