using AttnGen;

namespace AttentionTour.Kernels;

/// <summary>64 queries, 64 keys of 4 numbers.</summary>
[AttentionShape(n: 64, dModel: 4, dK: 4)]
internal sealed partial class Dk4Kernel;

/// <summary>64 queries, 64 keys of 512 numbers. Between the two, <see cref="N64Kernel"/> has 64.</summary>
[AttentionShape(n: 64, dModel: 512, dK: 512)]
internal sealed partial class Dk512Kernel;
