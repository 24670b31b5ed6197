namespace AttnGen.Generator.Shape;

/// <summary>A modifier of scores, which a kernel names and does not look into: what it computes may change without the kernel's text.</summary>
/// <param name="Name">The type's name, for people.</param>
/// <param name="FullName">The type as it is written anywhere: with <c>global::</c>, namespaces, and type arguments.</param>
/// <param name="HasData">Whether calls bring data for it.</param>
internal sealed record ModifierSpec(string Name, string FullName, bool HasData);
