using AttnGen;

namespace SentenceEncoder;

/// <summary>
/// The attention of the first transformer layer: at most 128 tokens of width 256, 4 heads of 64; the output projection widens to 512.
/// The compiler writes the kernel.
/// </summary>
[AttentionShape(n: 128, dModel: 256, dK: 64, Heads = 4, Bias = true, OutputProjection = true, OutputWidth = 512)]
internal sealed partial class FirstLayerAttention;

/// <summary>The attention of the second transformer layer: at most 128 tokens of width 512, 4 heads of 128.</summary>
[AttentionShape(n: 128, dModel: 512, dK: 128, Heads = 4, Bias = true, OutputProjection = true)]
internal sealed partial class SecondLayerAttention;
