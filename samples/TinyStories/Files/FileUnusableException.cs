namespace TinyStories;

/// <summary>A file is missing or is not what it should be; the message says which, and why.</summary>
internal sealed class FileUnusableException(string message, Exception? cause = null) : Exception(message, cause);
