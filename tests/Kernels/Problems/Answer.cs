namespace AttnGen.Tests.Kernels.Problems;

/// <summary>What a computation gave; the attention weights are empty where they were not asked for.</summary>
internal sealed record Answer<T>(T[] Output, float[] AttentionWeights);
