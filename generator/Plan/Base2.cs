namespace AttnGen.Generator.Plan;

/// <summary>The softmax works in base 2: e^s = 2^(s · log₂e).</summary>
internal static class Base2
{
    /// <summary>What turns a number of natural units into one of base 2.</summary>
    public static readonly double Log2E = 1 / Math.Log(2);

    /// <summary>What turns it back.</summary>
    public static readonly double Ln2 = Math.Log(2);
}
