using AttnGen;

namespace AttentionTour.Kernels;

/// <summary>64 words of 64 numbers, one head of 64. The family differs in n alone.</summary>
[AttentionShape(n: 64, dModel: 64, dK: 64)]
internal sealed partial class N64Kernel;

/// <summary>128 words.</summary>
[AttentionShape(n: 128, dModel: 64, dK: 64)]
internal sealed partial class N128Kernel;

/// <summary>256 words.</summary>
[AttentionShape(n: 256, dModel: 64, dK: 64)]
internal sealed partial class N256Kernel;

/// <summary>512 words.</summary>
[AttentionShape(n: 512, dModel: 64, dK: 64)]
internal sealed partial class N512Kernel;

/// <summary>1024 words.</summary>
[AttentionShape(n: 1024, dModel: 64, dK: 64)]
internal sealed partial class N1024Kernel;

/// <summary>2048 words.</summary>
[AttentionShape(n: 2048, dModel: 64, dK: 64)]
internal sealed partial class N2048Kernel;
