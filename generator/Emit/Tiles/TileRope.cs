using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>How a tile turns its accumulators before they are stored, by factors of each row: see the plan's RopeFactors.</summary>
/// <param name="RowStride">From one row's factors to the next one's.</param>
/// <param name="Sines">From a row's cosines to its sines.</param>
/// <param name="Columns">Where the factors of each vector start.</param>
internal sealed record TileRope(int RowStride, int Sines, EquatableArray<int> Columns);
