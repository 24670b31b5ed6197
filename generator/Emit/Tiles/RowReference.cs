namespace AttnGen.Generator.Emit;

/// <summary>A reference that moves with the rows of a tile loop.</summary>
/// <param name="Name">The reference to the first row.</param>
/// <param name="Stride">From one row to the next.</param>
internal readonly record struct RowReference(string Name, int Stride);
