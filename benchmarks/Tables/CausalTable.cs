namespace AttnGen.Benchmarks.Tables;

/// <summary>
/// Causal attention without projections, named n × heads·dK and the number of heads, each row beside the same shape without the mask: half
/// the pairs of a query and a key are needed, and half the time should be.
/// </summary>
internal static class CausalTable
{
    /// <summary>The rows in the order of the published table.</summary>
    public static IReadOnlyList<Row> Rows { get; } =
    [
        Row.Alone<Causal256x64H1>("causal 256×64 h1", static (q, k, v, output) => Causal256x64H1.Attend(q, k, v, output))
            .Beside(Row.Alone<Whole256x64H1>("256×64 h1", static (q, k, v, output) => Whole256x64H1.Attend(q, k, v, output))),
        Row.Alone<Causal512x64H1>("causal 512×64 h1", static (q, k, v, output) => Causal512x64H1.Attend(q, k, v, output))
            .Beside(Row.Alone<Whole512x64H1>("512×64 h1", static (q, k, v, output) => Whole512x64H1.Attend(q, k, v, output))),
        Row.Alone<Causal1024x64H1>("causal 1024×64 h1", static (q, k, v, output) => Causal1024x64H1.Attend(q, k, v, output))
            .Beside(Row.Alone<Whole1024x64H1>("1024×64 h1", static (q, k, v, output) => Whole1024x64H1.Attend(q, k, v, output))),
        Row.Alone<Causal2048x64H1>("causal 2048×64 h1", static (q, k, v, output) => Causal2048x64H1.Attend(q, k, v, output))
            .Beside(Row.Alone<Whole2048x64H1>("2048×64 h1", static (q, k, v, output) => Whole2048x64H1.Attend(q, k, v, output))),
        Row.Alone<Causal256x512H8>("causal 256×512 h8", static (q, k, v, output) => Causal256x512H8.Attend(q, k, v, output))
            .Beside(Row.Alone<Whole256x512H8>("256×512 h8", static (q, k, v, output) => Whole256x512H8.Attend(q, k, v, output))),
        Row.Alone<Causal512x512H8>("causal 512×512 h8", static (q, k, v, output) => Causal512x512H8.Attend(q, k, v, output))
            .Beside(Row.Alone<Attend512x512H8>("512×512 h8", static (q, k, v, output) => Attend512x512H8.Attend(q, k, v, output))),
        Row.Alone<Causal1024x512H8>("causal 1024×512 h8", static (q, k, v, output) => Causal1024x512H8.Attend(q, k, v, output))
            .Beside(Row.Alone<Whole1024x512H8>("1024×512 h8", static (q, k, v, output) => Whole1024x512H8.Attend(q, k, v, output))),
        Row.Alone<Causal2048x512H8>("causal 2048×512 h8", static (q, k, v, output) => Causal2048x512H8.Attend(q, k, v, output))
            .Beside(Row.Alone<Whole2048x512H8>("2048×512 h8", static (q, k, v, output) => Whole2048x512H8.Attend(q, k, v, output))),
    ];
}

[AttentionShape(n: 256, dModel: 64, dK: 64, Causal = CausalAlignment.TopLeft)]
internal sealed partial class Causal256x64H1;

[AttentionShape(n: 256, dModel: 64, dK: 64)]
internal sealed partial class Whole256x64H1;

[AttentionShape(n: 512, dModel: 64, dK: 64, Causal = CausalAlignment.TopLeft)]
internal sealed partial class Causal512x64H1;

[AttentionShape(n: 512, dModel: 64, dK: 64)]
internal sealed partial class Whole512x64H1;

[AttentionShape(n: 1024, dModel: 64, dK: 64, Causal = CausalAlignment.TopLeft)]
internal sealed partial class Causal1024x64H1;

[AttentionShape(n: 1024, dModel: 64, dK: 64)]
internal sealed partial class Whole1024x64H1;

[AttentionShape(n: 2048, dModel: 64, dK: 64, Causal = CausalAlignment.TopLeft)]
internal sealed partial class Causal2048x64H1;

[AttentionShape(n: 2048, dModel: 64, dK: 64)]
internal sealed partial class Whole2048x64H1;

[AttentionShape(n: 256, dModel: 512, dK: 64, Heads = 8, Causal = CausalAlignment.TopLeft)]
internal sealed partial class Causal256x512H8;

[AttentionShape(n: 256, dModel: 512, dK: 64, Heads = 8)]
internal sealed partial class Whole256x512H8;

[AttentionShape(n: 512, dModel: 512, dK: 64, Heads = 8, Causal = CausalAlignment.TopLeft)]
internal sealed partial class Causal512x512H8;

[AttentionShape(n: 1024, dModel: 512, dK: 64, Heads = 8, Causal = CausalAlignment.TopLeft)]
internal sealed partial class Causal1024x512H8;

[AttentionShape(n: 1024, dModel: 512, dK: 64, Heads = 8)]
internal sealed partial class Whole1024x512H8;

[AttentionShape(n: 2048, dModel: 512, dK: 64, Heads = 8, Causal = CausalAlignment.TopLeft)]
internal sealed partial class Causal2048x512H8;

[AttentionShape(n: 2048, dModel: 512, dK: 64, Heads = 8)]
internal sealed partial class Whole2048x512H8;
