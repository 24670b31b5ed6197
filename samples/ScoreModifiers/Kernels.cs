using AttnGen;

namespace ScoreModifiers;

/// <summary>Attention as it is, for comparison.</summary>
[AttentionShape(n: 10, dModel: 16, dK: 16)]
internal sealed partial class PlainKernel;

/// <summary>The same with documents kept apart.</summary>
[AttentionShape(n: 10, dModel: 16, dK: 16, Modifier = typeof(DocumentMask))]
internal sealed partial class DocumentKernel;

/// <summary>The same with a cost of distance.</summary>
[AttentionShape(n: 10, dModel: 16, dK: 16, Modifier = typeof(DistancePenalty))]
internal sealed partial class DistanceKernel;
