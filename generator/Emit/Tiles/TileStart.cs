namespace AttnGen.Generator.Emit;

/// <summary>How the accumulators of a tile begin.</summary>
internal enum TileStart
{
    /// <summary>At zero.</summary>
    Zero,

    /// <summary>At the panel's first row, the bias.</summary>
    Bias,

    /// <summary>At what the target holds, times a factor for each lane: the step from one key block to the next.</summary>
    Carry,
}
