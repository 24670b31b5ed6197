using TinyStories;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>How the next token is chosen.</summary>
public sealed class StorySamplerTests
{
    private const int Draws = 20_000;

    [Fact]
    public void Temperature_0_takes_the_likeliest_token_and_of_equals_the_first()
    {
        var sampler = new Sampler(0, new Xorshift(1));

        Assert.Equal(300, sampler.Next(Logits((300, 4f), (17, 3f))));
        Assert.Equal(17, sampler.Next(Logits((300, 4f), (17, 4f))));
    }

    [Theory]
    [InlineData(1e-3f)]
    [InlineData(1e-30f)]
    [InlineData(float.Epsilon)]
    public void A_low_temperature_is_as_good_as_0(float temperature)
    {
        var sampler = new Sampler(temperature, new Xorshift(1));

        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(300, sampler.Next(Logits((300, 40f), (17, 39f)))));
    }

    [Theory]
    [InlineData(0.5f)]
    [InlineData(1f)]
    [InlineData(2f)]
    public void Tokens_are_drawn_by_their_probability_at_the_temperature(float temperature)
    {
        // Three tokens take nearly all of the probability; the third is what reaches nine tenths.
        float[] logits = Logits((3, 21f), (400, 20.5f), (200, 20.3f));
        double[] odds = [.. logits.Select(logit => Math.Exp((logit - 21.0) / temperature))];
        double sum = odds[3] + odds[400] + odds[200];

        int[] counts = Count(new Sampler(temperature, new Xorshift(11)), logits);

        Assert.Equal(Draws, counts[3] + counts[400] + counts[200]);
        Assert.All((int[])[3, 400, 200], token => Assert.InRange(counts[token] / (double)Draws, (odds[token] / sum) - 0.02, (odds[token] / sum) + 0.02));
    }

    [Fact]
    public void What_is_behind_nine_tenths_of_the_probability_is_not_drawn()
    {
        // 60 %, 35 % and 5 %: two reach nine tenths.
        float[] logits = Logits((1, MathF.Log(0.60f)), (2, MathF.Log(0.35f)), (3, MathF.Log(0.05f)));

        int[] counts = Count(new Sampler(1, new Xorshift(5)), logits);

        Assert.Equal((0, Draws), (counts[3], counts[1] + counts[2]));
        Assert.InRange(counts[1] / (double)Draws, (0.60 / 0.95) - 0.02, (0.60 / 0.95) + 0.02);
    }

    [Fact]
    public void Equal_logits_are_drawn_alike()
    {
        int[] counts = Count(new Sampler(1, new Xorshift(5)), new float[ModelSize.Vocabulary]);

        // Nine tenths of the tokens are in, each about 43 times.
        Assert.InRange(counts.Count(count => count > 0), 455, 465);
        Assert.InRange(counts.Max(), 1, 90);
    }

    [Fact]
    public void A_temperature_below_0_is_refused() =>
        Assert.Equal("temperature", Assert.Throws<ArgumentOutOfRangeException>(() => new Sampler(-0.1f, new Xorshift(1))).ParamName);

    [Fact]
    public void The_numbers_are_those_of_xorshift64_star()
    {
        var random = new Xorshift(42);

        Assert.Equal([5_688_906 / 16_777_216f, 13_124_075 / 16_777_216f, 13_256_299 / 16_777_216f], [random.Next(), random.Next(), random.Next()]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Xorshift(0));
    }

    private static int[] Count(Sampler sampler, float[] logits)
    {
        var counts = new int[logits.Length];
        for (int i = 0; i < Draws; i++)
        {
            counts[sampler.Next(logits)]++;
        }

        return counts;
    }

    private static float[] Logits(params (int Token, float Logit)[] high)
    {
        var logits = new float[ModelSize.Vocabulary];
        Array.Fill(logits, -60f);
        foreach ((int token, float logit) in high)
        {
            logits[token] = logit;
        }

        return logits;
    }
}
