namespace AttnGen.Generator.Emit;

/// <summary>What becomes of the accumulators of a tile.</summary>
internal enum TileFinish
{
    /// <summary>They are stored.</summary>
    Store,

    /// <summary>They are stored, and the largest of each lane is kept.</summary>
    StoreAndMax,

    /// <summary>They are stored, times a factor for each lane.</summary>
    StoreScaled,
}
