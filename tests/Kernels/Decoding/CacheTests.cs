using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Checks;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Decoding;

/// <summary>What a cache remembers, forgets, and brings back.</summary>
[Trait("Category", "Kernels")]
public sealed class CacheTests
{
    private static readonly AttentionShape s_plain = DecoderShapes.Plain.First(shape => shape is { N: 32, Heads: 8 });
    private static readonly AttentionShape s_window = DecoderShapes.Featured.First(shape => shape is { N: 6, LeftWindow: 17 });

    private readonly DecoderKernel _kernel = DecodersUnderTest.Of(ShapeSource.ClassName(s_plain));

    [Fact]
    public void Tokens_that_were_taken_back_leave_no_trace()
    {
        var text = new DecodedText(s_plain, 1);
        var other = new DecodedText(s_plain, 2);
        DecoderFace face = _kernel.ThroughClass(text.Weights);
        AttentionCache expected = face.CreateCache();
        AttentionCache cache = face.CreateCache();
        float[] direct = Steps(text, face, expected, [20, 1, 7]);

        Steps(text, face, cache, [20]);
        Steps(other, face, cache, [32, 1, 30]);
        cache.Truncate(20);
        Steps(text, face, cache, [1]);
        float[] again = Steps(text, face, cache, [7]);

        Assert.Equal(28, cache.Length);
        Bits.AssertEqual(direct, again, "after tokens were taken back");
    }

    [Fact]
    public void A_cleared_cache_is_as_good_as_a_new_one()
    {
        var text = new DecodedText(s_plain, 1);
        DecoderFace face = _kernel.ThroughClass(text.Weights);
        AttentionCache cache = face.CreateCache();
        float[] first = Steps(text, face, cache, [32, 5]);

        cache.Clear();

        Assert.Equal(0, cache.Length);
        Bits.AssertEqual(first, Steps(text, face, cache, [32, 5]), "after clearing");
    }

    [Fact]
    public void What_a_cache_held_can_be_brought_back_into_another()
    {
        foreach (AttentionShape shape in (AttentionShape[])[s_plain, s_window])
        {
            var text = new DecodedText(shape, 1);
            DecoderFace face = DecodersUnderTest.Of(ShapeSource.ClassName(shape)).ThroughInterface(text.Weights);
            AttentionCache cache = face.CreateCache();
            Steps(text, face, cache, [.. Enumerable.Repeat(shape.N, text.Tokens * 2 / 3 / shape.N)]);
            AttentionCache copy = face.CreateCache();
            Steps(text, face, copy, [1, shape.N]);

            copy.Restore(cache.Length, cache.Keys, cache.Values);

            Assert.Equal(cache.Length, copy.Length);
            Assert.Equal(cache.First, copy.First);
            Bits.AssertEqual(Steps(text, face, cache, [3, 1]), Steps(text, face, copy, [3, 1]), $"{shape} from a copy");
        }
    }

    [Fact]
    public void Of_a_window_the_last_tokens_are_enough_to_go_on()
    {
        var text = new DecodedText(s_window, 1);
        DecoderFace face = DecodersUnderTest.Of(ShapeSource.ClassName(s_window)).ThroughInterface(text.Weights);
        AttentionCache cache = face.CreateCache();
        Steps(text, face, cache, [6, 6, 6, 6, 6]);
        int width = s_window.KeyValueHeads * s_window.DK;
        int needed = s_window.LeftWindow * width;
        AttentionCache copy = face.CreateCache();
        Assert.Throws<ArgumentException>(() => copy.Restore(30, cache.Keys[^(needed - width)..], cache.Values[^(needed - width)..]));

        copy.Restore(30, cache.Keys[^needed..], cache.Values[^needed..]);

        Assert.Equal((30, 30 - s_window.LeftWindow), (copy.Length, copy.First));
        float[] expected = Steps(text, face, cache, [6]);
        float[] actual = Steps(text, face, copy, [6]);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Keys_and_values_are_those_that_were_given()
    {
        var text = new DecodedText(s_plain, 1);
        DecoderFace face = _kernel.ThroughClass(text.Weights);
        AttentionCache cache = face.CreateCache();
        var output = new float[7 * s_plain.Heads * s_plain.DV];

        text.Step(face, Entry.Attend, cache, 0, 7, Guard.AtEnd, output);

        Bits.AssertEqual(text.Whole.Key.AsSpan(0, 7 * s_plain.KeyValueHeads * s_plain.DK), cache.Keys, "keys");
        Bits.AssertEqual(text.Whole.Value.AsSpan(0, 7 * s_plain.KeyValueHeads * s_plain.DV), cache.Values, "values");
    }

    [Fact]
    public void A_window_lets_tokens_go_and_the_sequence_goes_on()
    {
        var text = new DecodedText(s_window, 1);
        DecoderFace face = DecodersUnderTest.Of(ShapeSource.ClassName(s_window)).ThroughInterface(text.Weights);
        AttentionCache cache = face.CreateCache();
        Steps(text, face, cache, [.. Enumerable.Repeat(5, 8)]);
        Assert.Equal((40, 0), (cache.Length, cache.First));

        Steps(text, face, cache, [5]);

        Assert.Equal((45, 40 - s_window.LeftWindow), (cache.Length, cache.First));
        Assert.Equal((45 - cache.First) * s_window.KeyValueHeads * s_window.DK, cache.Keys.Length);
        ArgumentOutOfRangeException tooShort = Assert.Throws<ArgumentOutOfRangeException>(() => cache.Truncate(39));
        Assert.StartsWith("length must lie in 40 … 45", tooShort.Message, StringComparison.Ordinal);
        cache.Truncate(40);
        Assert.Equal(40, cache.Length);
    }

    [Fact]
    public void A_wrong_length_to_truncate_to_is_refused()
    {
        AttentionCache cache = _kernel.ThroughClass(new DecodedText(s_plain, 1).Weights).CreateCache();
        foreach (int length in (int[])[-1, 1, int.MaxValue])
        {
            Assert.Equal("length", Assert.Throws<ArgumentOutOfRangeException>(() => cache.Truncate(length)).ParamName);
        }
    }

    [Fact]
    public void What_does_not_fit_is_not_brought_back()
    {
        AttentionCache cache = _kernel.ThroughClass(new DecodedText(s_plain, 1).Weights).CreateCache();
        int width = s_plain.KeyValueHeads * s_plain.DK;
        Refused("keys", 2, (2 * width) + 1, 2 * width);
        Refused("keys", 3, 2 * width, 2 * width);
        Refused("values", 2, 2 * width, (2 * width) - 1);
        int tooMany = s_plain.CacheCapacity + 1;
        foreach (int length in new[] { -1, tooMany })
        {
            Assert.Equal(
                "length",
                Assert.Throws<ArgumentOutOfRangeException>(() => cache.Restore(length, new float[tooMany * width], new float[tooMany * width])).ParamName);
        }

        Assert.Equal(0, cache.Length);

        void Refused(string name, int length, int keys, int values) => Assert.Equal(
            name, Assert.Throws<ArgumentException>(() => cache.Restore(length, new float[keys], new float[values])).ParamName);
    }

    [Fact]
    public void Sequences_on_several_threads_do_not_meet()
    {
        const int Threads = 4;
        var texts = Enumerable.Range(1, Threads).Select(seed => new DecodedText(s_plain, seed)).ToArray();
        DecoderFace face = _kernel.ThroughClass(texts[0].Weights);
        int[] steps = [32, 1, 1, 9, 30, 1];
        float[][] alone = [.. texts.Select(text => Steps(text, face, face.CreateCache(), steps))];
        var together = new float[Threads][];
        Thread[] threads =
        [
            .. Enumerable.Range(0, Threads).Select(index => new Thread(() =>
            {
                for (int round = 0; round < 20; round++)
                {
                    together[index] = Steps(texts[index], face, face.CreateCache(), steps);
                }
            })),
        ];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        for (int index = 0; index < Threads; index++)
        {
            Bits.AssertEqual(alone[index], together[index], $"thread {index}");
        }
    }

    /// <summary>Steps on behind the tokens in a cache; the last step's output.</summary>
    private static float[] Steps(DecodedText text, DecoderFace face, AttentionCache cache, int[] steps)
    {
        float[] output = [];
        foreach (int count in steps)
        {
            output = new float[count * (text.Whole.Shape.OutputLength / text.Tokens)];
            text.Step(face, Entry.Forward, cache, cache.Length, count, Guard.AtEnd, output);
        }

        return output;
    }
}
