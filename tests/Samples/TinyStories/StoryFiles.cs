using TinyStories;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>The trained model's files; tests that need them are skipped where they are not.</summary>
internal static class StoryFiles
{
    /// <summary>The files of the model.</summary>
    public static ModelFiles OrSkip()
    {
        try
        {
            return ModelFiles.Find(null);
        }
        catch (FileUnusableException e)
        {
            Assert.Skip(e.Message);
            throw;
        }
    }

    /// <summary>A model with its weights.</summary>
    public static StoryModel ModelOrSkip()
    {
        string path = OrSkip().Weights;
        return new StoryModel(WeightsFile.Read(path, ModelFiles.Read(path)));
    }

    /// <summary>Its vocabulary.</summary>
    public static Vocabulary VocabularyOrSkip()
    {
        string path = OrSkip().Vocabulary;
        return VocabularyFile.Read(path, ModelFiles.Read(path));
    }

    /// <summary>What llama2.c writes: greedy, 200 tokens.</summary>
    public static byte[] ExpectedText() => File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(OrSkip().Weights)!, "expected_stdout_t0_n200.txt"));
}
