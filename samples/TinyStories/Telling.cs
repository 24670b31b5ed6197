namespace TinyStories;

/// <summary>What a story cost.</summary>
/// <param name="Read">The tokens of the prompt, the beginning included.</param>
/// <param name="Reading">The time to read them.</param>
/// <param name="Written">The tokens written.</param>
/// <param name="Writing">The time to write them, printing included.</param>
/// <param name="Ended">Whether the model ended the story by itself.</param>
internal sealed record Telling(int Read, TimeSpan Reading, int Written, TimeSpan Writing, bool Ended);
