namespace AttnGen.Generated;

/// <summary>Kernels have scores in base 2, so that the softmax takes powers of two; what a caller brings and gets is in natural units.</summary>
internal static class Base2
{
    /// <summary>log₂ e: from natural units to base 2.</summary>
    public const double Log2E = 1.4426950408889634;

    /// <summary>ln 2: back again.</summary>
    public const double Ln2 = 0.6931471805599453;
}
