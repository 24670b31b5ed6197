namespace AttnGen.Generator.Plan;

/// <summary>So many panels of so many vectors each.</summary>
internal readonly record struct VectorGroup(int Vectors, int Count);
