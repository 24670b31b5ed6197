namespace AttnGen.CodeFixes;

/// <summary>One thing that an editor offers to do about a mistake.</summary>
/// <param name="Title">What the editor shows.</param>
/// <param name="Key">What is the same of all mistakes that are mended in the same way, so that all can be mended at once.</param>
public sealed record Offer(string Title, string Key);
