namespace AttnGen.Benchmarks.Tables;

/// <summary>
/// Attention without projections, named n × heads·dK and the number of heads. All operands lie token by token, as a projection writes
/// them.
/// </summary>
internal static class AttentionTable
{
    /// <summary>The rows in the order of the published table.</summary>
    public static IReadOnlyList<Row> Rows { get; } =
    [
        Row.Alone<Attend8x16H1>("8×16 h1", static (q, k, v, output) => Attend8x16H1.Attend(q, k, v, output)),
        Row.Alone<Attend16x64H1>("16×64 h1", static (q, k, v, output) => Attend16x64H1.Attend(q, k, v, output)),
        Row.Alone<Attend11x192H8>("11×192 h8", static (q, k, v, output) => Attend11x192H8.Attend(q, k, v, output)),
        Row.Alone<Attend64x64H4>("64×64 h4", static (q, k, v, output) => Attend64x64H4.Attend(q, k, v, output)),
        Row.Alone<Attend64x128H16>("64×128 h16", static (q, k, v, output) => Attend64x128H16.Attend(q, k, v, output)),
        Row.Alone<Attend99x64H1>("99×64 h1", static (q, k, v, output) => Attend99x64H1.Attend(q, k, v, output)),
        Row.Alone<Attend99x192H3>("99×192 h3", static (q, k, v, output) => Attend99x192H3.Attend(q, k, v, output)),
        Row.Alone<Attend64x768H24>("64×768 h24", static (q, k, v, output) => Attend64x768H24.Attend(q, k, v, output)),
        Row.Alone<Attend128x384H12>("128×384 h12", static (q, k, v, output) => Attend128x384H12.Attend(q, k, v, output)),
        Row.Alone<Attend197x192H3>("197×192 h3", static (q, k, v, output) => Attend197x192H3.Attend(q, k, v, output)),
        Row.Alone<Attend512x512H8>("512×512 h8", static (q, k, v, output) => Attend512x512H8.Attend(q, k, v, output)),
        Row.Alone<Decode1500x384H6>("1 query × 1500 keys, 384 h6", static (q, k, v, output) => Decode1500x384H6.Attend(q, k, v, output)),
        Row.Alone<Decode256x288H6>("1 query × 256 keys, 288 h6", static (q, k, v, output) => Decode256x288H6.Attend(q, k, v, output)),
    ];
}

[AttentionShape(n: 8, dModel: 16, dK: 16)]
internal sealed partial class Attend8x16H1;

[AttentionShape(n: 16, dModel: 64, dK: 64)]
internal sealed partial class Attend16x64H1;

[AttentionShape(n: 11, dModel: 192, dK: 24, Heads = 8)]
internal sealed partial class Attend11x192H8;

[AttentionShape(n: 64, dModel: 64, dK: 16, Heads = 4)]
internal sealed partial class Attend64x64H4;

[AttentionShape(n: 64, dModel: 128, dK: 8, Heads = 16)]
internal sealed partial class Attend64x128H16;

[AttentionShape(n: 99, dModel: 64, dK: 64)]
internal sealed partial class Attend99x64H1;

[AttentionShape(n: 99, dModel: 192, dK: 64, Heads = 3)]
internal sealed partial class Attend99x192H3;

[AttentionShape(n: 64, dModel: 768, dK: 32, Heads = 24)]
internal sealed partial class Attend64x768H24;

[AttentionShape(n: 128, dModel: 384, dK: 32, Heads = 12)]
internal sealed partial class Attend128x384H12;

[AttentionShape(n: 197, dModel: 192, dK: 64, Heads = 3)]
internal sealed partial class Attend197x192H3;

[AttentionShape(n: 512, dModel: 512, dK: 64, Heads = 8)]
internal sealed partial class Attend512x512H8;

[AttentionShape(n: 1, dModel: 384, dK: 64, Heads = 6, KeyValueLength = 1500)]
internal sealed partial class Decode1500x384H6;

[AttentionShape(n: 1, dModel: 288, dK: 48, Heads = 6, KeyValueLength = 256)]
internal sealed partial class Decode256x288H6;
