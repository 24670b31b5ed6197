using AttnGen;

namespace TinyStories;

/// <summary>
/// The attention of every layer. The compiler writes the kernel: 8 query heads on 4 key/value heads of 8 numbers, rotary positions, and a
/// cache of 512 tokens, to which up to 32 tokens of a prompt, or one new token, are added at a step.
/// </summary>
[AttentionShape(
    n: 32,
    dModel: ModelSize.Width,
    dK: ModelSize.HeadSize,
    Heads = ModelSize.Heads,
    KeyValueHeads = ModelSize.KeyValueHeads,
    OutputProjection = true,
    Causal = CausalAlignment.TopLeft,
    Rope = RopePairing.Interleaved,
    CacheCapacity = ModelSize.MaxTokens)]
internal sealed partial class StoryAttention;
