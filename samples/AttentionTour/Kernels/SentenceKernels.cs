using AttnGen;

namespace AttentionTour.Kernels;

/// <summary>The kernel of the tour: ten words of eight numbers, one head of four.</summary>
[AttentionShape(n: 10, dModel: 8, dK: 4)]
internal sealed partial class SentenceKernel;

/// <summary>The same without the division by √dK.</summary>
[AttentionShape(n: 10, dModel: 8, dK: 4, Scale = 1)]
internal sealed partial class UnscaledKernel;

/// <summary>One word that can only look at itself: its one attention weight is 1, so the kernel returns its value as it is.</summary>
[AttentionShape(n: 1, dModel: 8, dK: 4)]
internal sealed partial class OneWordKernel;

/// <summary>One word that looks at ten: a single row of <see cref="SentenceKernel"/>.</summary>
[AttentionShape(n: 1, dModel: 8, dK: 4, KeyValueLength = 10)]
internal sealed partial class OneRowKernel;

/// <summary>Cross-attention of the sentence's own shape: its context is passed beside the input.</summary>
[AttentionShape(n: 10, dModel: 8, dK: 4, ContextWidth = 8)]
internal sealed partial class OwnContextKernel;

/// <summary>Two heads over the sentence.</summary>
[AttentionShape(n: 10, dModel: 8, dK: 4, Heads = 2)]
internal sealed partial class TwoHeadKernel;

/// <summary>Five English words of eight numbers look at six French ones of six.</summary>
[AttentionShape(n: 5, dModel: 8, dK: 5, DV = 6, KeyValueLength = 6, ContextWidth = 6)]
internal sealed partial class TranslationKernel;
