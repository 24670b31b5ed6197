namespace AttentionTour.Printing;

/// <summary>A column of a table.</summary>
/// <param name="Name">What stands on top of it.</param>
/// <param name="Group">What stands above it and its neighbours of the same group; empty for none.</param>
internal sealed record Column(string Name, string Group = "");
