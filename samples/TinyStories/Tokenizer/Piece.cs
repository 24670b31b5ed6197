namespace TinyStories;

/// <summary>A piece of the vocabulary.</summary>
/// <param name="Text">Its text in UTF-8.</param>
/// <param name="Score">The higher, the earlier two pieces are merged into this one.</param>
internal readonly record struct Piece(ReadOnlyMemory<byte> Text, float Score);
