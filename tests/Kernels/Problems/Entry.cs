namespace AttnGen.Tests.Kernels.Problems;

/// <summary>The two computations a kernel offers.</summary>
public enum Entry
{
    /// <summary>Attention with its projections.</summary>
    Forward,

    /// <summary>Attention of given queries, keys and values.</summary>
    Attend,
}
