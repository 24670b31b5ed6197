namespace TinyStories;

/// <summary>What <c>--help</c> prints.</summary>
internal static class HelpText
{
    /// <summary>The text.</summary>
    public const string Text =
        """
        Writes a story with stories260K, a trained language model of 260,000 weights, on an attention kernel
        with a key/value cache that the compiler wrote from one attribute (Model/Attention.cs).

        Usage: dotnet run -c Release --project samples/TinyStories [-- options] [path]

          path                 stories260K.bin, or the folder that holds it; tok512.bin lies beside it
                               (default: ../shared/data/stories260K, or the folder that ATTNGEN_DATA names)
          --prompt TEXT        how the story begins (default: nothing)
          --steps NUMBER       the most tokens to write, 1 … 512 (default: 256)
          --temperature NUMBER 0 takes the likeliest token each time; the higher, the bolder (default: 1)
          --seed NUMBER        what the dice are thrown with; the same story for the same number (default: the time)
          --help               this text

        The story goes to the standard output as it is written, the rest to the standard error.
        The model (1 MB, MIT) is by Andrej Karpathy:
        https://huggingface.co/karpathy/tinyllamas/tree/main/stories260K
        """;
}
