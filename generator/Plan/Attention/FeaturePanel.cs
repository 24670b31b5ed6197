namespace AttnGen.Generator.Plan;

/// <summary>Some vectors of a value's numbers.</summary>
/// <param name="First">The first number.</param>
/// <param name="Vectors">How many vectors.</param>
/// <param name="LastVectorStart">
/// Where the last of them starts, from the first number; null where it follows the one before. It overlaps it where a value does not fill
/// whole vectors: some numbers are computed twice, and nothing past the value is read or written.
/// </param>
internal readonly record struct FeaturePanel(int First, int Vectors, int? LastVectorStart);
