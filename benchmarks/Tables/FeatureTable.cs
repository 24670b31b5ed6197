namespace AttnGen.Benchmarks.Tables;

/// <summary>
/// What a feature costs: attention without projections that changes its scores, each row beside the same shape that does not.
/// </summary>
internal static class FeatureTable
{
    // Masks that hide nothing: every pair is computed, and the result is that of the shape without a mask.
    private static readonly float[] s_numbers = new float[128 * 128];
    private static readonly bool[] s_booleans = Enumerable.Repeat(true, 128 * 128).ToArray();

    /// <summary>The rows in the order of the published table.</summary>
    public static IReadOnlyList<Row> Rows { get; } =
    [
        Row.Alone<Additive128x384H12>("additive mask 128×384 h12", static (q, k, v, output) => Additive128x384H12.Attend(q, k, v, output, mask: s_numbers))
            .Beside(Plain),
        Row.Alone<Boolean128x384H12>("boolean mask 128×384 h12", static (q, k, v, output) => Boolean128x384H12.Attend(q, k, v, output, mask: s_booleans))
            .Beside(Plain),
        Row.Alone<Alibi128x384H12>("ALiBi 128×384 h12", static (q, k, v, output) => Alibi128x384H12.Attend(q, k, v, output)).Beside(Plain),
        Row.Alone<Softcap128x384H12>("softcap 128×384 h12", static (q, k, v, output) => Softcap128x384H12.Attend(q, k, v, output)).Beside(Plain),
        Row.Alone<Window128x384H12>("window 128×384 h12", static (q, k, v, output) => Window128x384H12.Attend(q, k, v, output)).Beside(Plain),
        Row.Alone<Window4096x64>("window of n/8 4096×64 h1", static (q, k, v, output) => Window4096x64.Attend(q, k, v, output))
            .Beside(Row.Alone<Whole4096x64>("4096×64 h1", static (q, k, v, output) => Whole4096x64.Attend(q, k, v, output))),
    ];

    private static Row Plain => Row.Alone<Attend128x384H12>("128×384 h12", static (q, k, v, output) => Attend128x384H12.Attend(q, k, v, output));
}

[AttentionShape(n: 128, dModel: 384, dK: 32, Heads = 12, Mask = MaskKind.Additive)]
internal sealed partial class Additive128x384H12;

[AttentionShape(n: 128, dModel: 384, dK: 32, Heads = 12, Mask = MaskKind.Boolean)]
internal sealed partial class Boolean128x384H12;

[AttentionShape(n: 128, dModel: 384, dK: 32, Heads = 12, Alibi = true)]
internal sealed partial class Alibi128x384H12;

[AttentionShape(n: 128, dModel: 384, dK: 32, Heads = 12, Softcap = 30)]
internal sealed partial class Softcap128x384H12;

[AttentionShape(n: 128, dModel: 384, dK: 32, Heads = 12, LeftWindow = 63, RightWindow = 64)]
internal sealed partial class Window128x384H12;

[AttentionShape(n: 4096, dModel: 64, dK: 64, LeftWindow = 255, RightWindow = 256)]
internal sealed partial class Window4096x64;

[AttentionShape(n: 4096, dModel: 64, dK: 64)]
internal sealed partial class Whole4096x64;
