using System.Buffers.Binary;
using TinyStories;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>Files that are missing, cut off or something else: one line that says which and why, and exit code 1.</summary>
public sealed class StoryFileTests : IDisposable
{
    private const int FileBytes = 1_056_540;
    private const string Source = "https://huggingface.co/karpathy/tinyllamas/tree/main/stories260K";

    private readonly TemporaryFolder _folder = new();

    private string Weights => _folder.File("stories260K.bin");

    private string Pieces => _folder.File("tok512.bin");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_without_the_model_says_where_it_can_be_had()
    {
        AssertFails($"There is no {Weights}. Download stories260K.bin and tok512.bin from {Source} into one folder, and pass its path.", _folder.Path);
        AssertFails($"There is no {_folder.File("other.bin")}. Download ", _folder.File("other.bin"));
        File.WriteAllBytes(Weights, new byte[28]);
        AssertFails($"There is no {Pieces}. Download ", _folder.Path);
        AssertFails($"There is no {Pieces}. Download ", Weights);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(27)]
    public void A_file_without_a_header_is_no_model(int bytes)
    {
        Copy(weights: bytes);

        AssertFails($"{Weights} is no model: it has {bytes} bytes, and its header alone 28.", _folder.Path);
    }

    [Theory]
    [InlineData(28)]
    [InlineData(1_000_000)]
    [InlineData(FileBytes - 1)]
    public void A_model_that_is_cut_off_is_refused(int bytes)
    {
        Copy(weights: bytes);

        AssertFails($"{Weights} is cut off: it has {bytes} bytes, and the model {FileBytes}.", _folder.Path);
    }

    [Fact]
    public void A_model_with_something_behind_it_is_refused()
    {
        Copy();
        File.AppendAllText(Weights, "x");

        AssertFails($"{Weights} is too long: it has {FileBytes + 1} bytes, and the model {FileBytes}.", Weights);
    }

    [Theory]
    [InlineData(0, "the width is 99 there, and 64 in the kernel")]
    [InlineData(1, "the hidden width is 99 there, and 172 in the kernel")]
    [InlineData(2, "the number of layers is 99 there, and 5 in the kernel")]
    [InlineData(3, "the number of heads is 99 there, and 8 in the kernel")]
    [InlineData(4, "the number of key/value heads is 99 there, and 4 in the kernel")]
    [InlineData(5, "the size of the vocabulary is 99 there, and 512 in the kernel")]
    [InlineData(6, "the longest text is 99 there, and 512 in the kernel")]
    public void Another_model_is_named_by_the_size_that_differs(int field, string what)
    {
        Copy();
        byte[] bytes = File.ReadAllBytes(Weights);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(field * sizeof(int)), 99);
        File.WriteAllBytes(Weights, bytes);

        AssertFails($"{Weights} holds another model: {what}", _folder.Path);
    }

    [Theory]
    [InlineData(0, "is no vocabulary: it ends inside a number.")]
    [InlineData(3, "is no vocabulary: it ends inside a number.")]
    [InlineData(4, "has 0 pieces, and the model 512.")]
    [InlineData(10, "is no vocabulary: it ends inside a number.")]
    [InlineData(13, "is no vocabulary: piece 0 has 5 bytes, and 1 are left.")]
    [InlineData(17, "has 1 pieces, and the model 512.")]
    public void A_vocabulary_that_is_cut_off_is_refused(int bytes, string what)
    {
        Copy(pieces: bytes);

        AssertFails($"{Pieces} {what}", _folder.Path);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_piece_of_an_impossible_length_is_refused(int length)
    {
        Copy();
        byte[] bytes = File.ReadAllBytes(Pieces);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(2 * sizeof(int)), length);
        File.WriteAllBytes(Pieces, bytes);

        AssertFails($"{Pieces} is no vocabulary: piece 0 has {length} bytes, and {bytes.Length - 12} are left.", _folder.Path);
    }

    [Fact]
    public void The_model_is_found_by_its_folder_and_by_its_own_path()
    {
        Copy();
        File.Move(Weights, _folder.File("renamed.bin"));

        Assert.Equal(0, StoryRun.Of("--steps", "3", _folder.File("renamed.bin")).ExitCode);
        File.Move(_folder.File("renamed.bin"), Weights);
        Assert.Equal(0, StoryRun.Of("--steps", "3", _folder.Path).ExitCode);
    }

    /// <summary>The model's files, or the first bytes of them.</summary>
    private void Copy(int? weights = null, int? pieces = null)
    {
        ModelFiles files = StoryFiles.OrSkip();
        Copy(files.Weights, Weights, weights);
        Copy(files.Vocabulary, Pieces, pieces);
    }

    private static void Copy(string from, string to, int? length)
    {
        byte[] bytes = File.ReadAllBytes(from);
        File.WriteAllBytes(to, bytes[..(length ?? bytes.Length)]);
    }

    private static void AssertFails(string message, string path)
    {
        StoryRun run = StoryRun.Of(path);

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
    }
}
