namespace AttnGen.Benchmarks.Tables;

/// <summary>
/// Whole layers, named n × dModel × dK and the number of heads: projections and attention, no bias, no output projection.
/// </summary>
internal static class ProjectionTable
{
    /// <summary>The rows in the order of the published table.</summary>
    public static IReadOnlyList<Row> Rows { get; } =
    [
        Row.WithProjections<Forward16x64x16>("16×64×16", static (kernel, x, output) => kernel.Forward(x, output)),
        Row.WithProjections<Forward32x64x32>("32×64×32", static (kernel, x, output) => kernel.Forward(x, output)),
        Row.WithProjections<Forward64x64x64>("64×64×64", static (kernel, x, output) => kernel.Forward(x, output)),
        Row.WithProjections<Forward64x128x64>("64×128×64", static (kernel, x, output) => kernel.Forward(x, output)),
        Row.WithProjections<Forward99x64x64>("99×64×64", static (kernel, x, output) => kernel.Forward(x, output)),
        Row.WithProjections<Forward128x128x64>("128×128×64", static (kernel, x, output) => kernel.Forward(x, output)),
        Row.WithProjections<Forward197x192x64H3>("197×192×64 h3", static (kernel, x, output) => kernel.Forward(x, output)),
        Row.WithProjections<Forward128x384x32H12>("128×384×32 h12", static (kernel, x, output) => kernel.Forward(x, output)),
        Row.WithProjections<Forward64x1024x32H32>("64×1024×32 h32", static (kernel, x, output) => kernel.Forward(x, output)),
        Row.WithProjections<Forward256x256x64H4>("256×256×64 h4", static (kernel, x, output) => kernel.Forward(x, output)),
        Row.WithProjections<Forward512x512x64H8>("512×512×64 h8", static (kernel, x, output) => kernel.Forward(x, output)),
        Row.WithProjections<Forward1024x512x64H8>("1024×512×64 h8", static (kernel, x, output) => kernel.Forward(x, output)),
        Row.WithProjections<Forward2048x64x64>("2048×64×64", static (kernel, x, output) => kernel.Forward(x, output)),
        Row.WithProjections<Forward4096x64x64>("4096×64×64", static (kernel, x, output) => kernel.Forward(x, output)),
    ];
}

[AttentionShape(n: 16, dModel: 64, dK: 16)]
internal sealed partial class Forward16x64x16;

[AttentionShape(n: 32, dModel: 64, dK: 32)]
internal sealed partial class Forward32x64x32;

[AttentionShape(n: 64, dModel: 64, dK: 64)]
internal sealed partial class Forward64x64x64;

[AttentionShape(n: 64, dModel: 128, dK: 64)]
internal sealed partial class Forward64x128x64;

[AttentionShape(n: 99, dModel: 64, dK: 64)]
internal sealed partial class Forward99x64x64;

[AttentionShape(n: 128, dModel: 128, dK: 64)]
internal sealed partial class Forward128x128x64;

[AttentionShape(n: 197, dModel: 192, dK: 64, Heads = 3)]
internal sealed partial class Forward197x192x64H3;

[AttentionShape(n: 128, dModel: 384, dK: 32, Heads = 12)]
internal sealed partial class Forward128x384x32H12;

[AttentionShape(n: 64, dModel: 1024, dK: 32, Heads = 32)]
internal sealed partial class Forward64x1024x32H32;

[AttentionShape(n: 256, dModel: 256, dK: 64, Heads = 4)]
internal sealed partial class Forward256x256x64H4;

[AttentionShape(n: 512, dModel: 512, dK: 64, Heads = 8)]
internal sealed partial class Forward512x512x64H8;

[AttentionShape(n: 1024, dModel: 512, dK: 64, Heads = 8)]
internal sealed partial class Forward1024x512x64H8;

[AttentionShape(n: 2048, dModel: 64, dK: 64)]
internal sealed partial class Forward2048x64x64;

[AttentionShape(n: 4096, dModel: 64, dK: 64)]
internal sealed partial class Forward4096x64x64;
