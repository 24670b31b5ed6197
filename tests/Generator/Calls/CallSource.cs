namespace AttnGen.Tests.Generator.Calls;

/// <summary>The kernels that are called, and the code around a call.</summary>
internal static class CallSource
{
    /// <summary>A plain shape, cross-attention, grouped heads, everything that a call may bring, and a cache.</summary>
    public const string Kernels = """
        using AttnGen;

        [AttentionShape(n: 64, dModel: 128, dK: 32, Heads = 4, OutputProjection = true, OutputWidth = 96)]
        public sealed partial class Encoder { }

        [AttentionShape(n: 5, dModel: 16, dK: 4, Heads = 2, KeyValueLength = 9, ContextWidth = 12)]
        public sealed partial class Decoder { }

        [AttentionShape(n: 6, dModel: 16, dK: 4, Heads = 6, KeyValueHeads = 2, DV = 3)]
        public sealed partial class Grouped { }

        [AttentionShape(n: 6, dModel: 16, dK: 4, Heads = 3, Mask = MaskKind.Boolean, RelativeBias = true, Sink = SinkKind.Learned,
            LogSumExp = true, Scores = ScoreStage.Masked)]
        public sealed partial class Everything { }

        [AttentionShape(n: 6, dModel: 16, dK: 4, Mask = MaskKind.Additive, Rope = RopePairing.HalfSplit)]
        public sealed partial class Turned { }

        [AttentionShape(n: 8, dModel: 16, dK: 4, CacheCapacity = 100)]
        public sealed partial class Stepper { }

        [AttentionShape(n: 1, dModel: 16, dK: 4, Mask = MaskKind.Additive)]
        public sealed partial class Single { }

        """;

    /// <summary>A method that has a kernel of each shape, buffers of lengths unknown, and these statements.</summary>
    public static string Method(string statements) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using AttnGen;

        public static class User
        {
            public static void Call(Encoder encoder, Decoder decoder, Everything everything, Turned turned, Single single, Stepper stepper,
                float[] some, float[] output, int number, bool flag)
            {
                {{statements}}
            }

            public static void Keep(float[] array) { }

            public static float Sum(ReadOnlySpan<float> values) => 0;

            public static Span<float> Same(Span<float> values) => values;
        }
        """;
}
