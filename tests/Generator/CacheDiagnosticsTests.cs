using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>What contradicts a key/value cache is said at the argument that is wrong.</summary>
public sealed class CacheDiagnosticsTests
{
    private const string Array = ", and the limit is 2147483575, since they are one array";
    private const string ArrayOfDoubles = ", and the limit is 1073741787, since they are one array";

    [Theory]
    [InlineData("[|CacheCapacity = -1|]", "CacheCapacity is -1")]
    [InlineData("[|CacheCapacity = int.MinValue|]", "CacheCapacity is -2147483648")]
    public Task A_capacity_below_0_is_reported(string arguments, string what) => IsReportedAsync(
        "16, 8, 4, " + arguments,
        "ATTN003",
        what + ", but every size of a shape is at least 1. Give it the size that your data has.");

    [Theory]
    [InlineData(
        "16, 8, 4, [|CacheCapacity = 1_048_577|]",
        "CacheCapacity is 1048577, and the limit is 1048576, since that is the longest sequence a kernel is written for")]
    [InlineData(
        "16, 8, 2_048, [|CacheCapacity = 1_048_576|]",
        "the length of the cached keys, (cacheCapacity + n) · heads · dK, is 2147516416" + Array)]
    [InlineData(
        "16, 8, 1, Heads = 2, KeyValueHeads = 1, DV = 2_048, [|CacheCapacity = 1_048_576|]",
        "the length of the cached values, (cacheCapacity + n) · keyValueHeads · dV, is 2147516416" + Array)]
    [InlineData(
        "16, 8, 1_024, DV = 1, Rope = RopePairing.Interleaved, [|CacheCapacity = 1_048_576|]",
        "the length of the cosines and sines of RoPE, 2 · (cacheCapacity + n) · (dK + 64) with rows of whole vectors, is 2281736192" + Array)]
    [InlineData(
        "[|131_072|], 2_048, 4, CacheCapacity = 131_072, OutputProjection = true",
        "the size of a step's tokens, queries and outputs in scratch memory, in bytes, is 2164260864, and the limit is 2013265919, "
        + "since a thread's scratch memory is no larger")]
    [InlineData(
        "16, 8, 1_024, DV = 1, Element = ElementType.Float64, [|CacheCapacity = 1_048_576|]",
        "the length of the cached keys, (cacheCapacity + n) · heads · dK, is 1073758208" + ArrayOfDoubles)]
    [InlineData(
        "16, 8, 480, DV = 1, Rope = RopePairing.Interleaved, Element = ElementType.Float64, [|CacheCapacity = 1_048_576|]",
        "the length of the cosines and sines of RoPE, 2 · (cacheCapacity + n) · (dK + 64) with rows of whole vectors, is 1140868096" + ArrayOfDoubles)]
    [InlineData(
        "[|131_072|], 1_024, 4, CacheCapacity = 131_072, OutputProjection = true, Element = ElementType.Float64",
        "the size of a step's tokens, queries and outputs in scratch memory, in bytes, is 2181038080, and the limit is 2013265919, "
        + "since a thread's scratch memory is no larger")]
    [InlineData(
        "65_536, 1, 1, CacheCapacity = 65_536, [|Scores = ScoreStage.Masked|]",
        "the length of the scores, heads · n · cacheCapacity, is 4294967296, and the limit is 2147483647, since a span holds no more floats")]
    public Task A_cache_that_is_too_large_is_reported(string arguments, string what) => IsReportedAsync(
        arguments, "ATTN004", $"The shape is too large: {what}. Make it smaller, or split the work into several calls.");

    [Theory]
    [InlineData("CacheCapacity = 40, [|KeyValueLength = 40|]", "KeyValueLength is 40")]
    [InlineData("[|KeyValueLength = 16|], CacheCapacity = 40", "KeyValueLength is 16")]
    [InlineData("CacheCapacity = 40, [|ContextWidth = 8|]", "ContextWidth is 8")]
    public Task A_context_beside_a_cache_is_reported(string arguments, string what) => IsReportedAsync(
        "16, 8, 4, " + arguments,
        "ATTN021",
        $"{what}, but a cache holds the keys and values of the tokens themselves, and none of a context. "
        + $"Leave {what.Split(' ')[0]} out, or CacheCapacity.");

    [Theory]
    [InlineData("[|CacheCapacity = 15|]", "15", "up to n = 16 tokens", "16")]
    [InlineData("LeftWindow = 0, [|CacheCapacity = 1|]", "1", "up to n = 16 tokens", "16")]
    [InlineData(
        "LeftWindow = 10, [|CacheCapacity = 25|]", "25", "up to n = 16 tokens behind the LeftWindow = 10 that its first one sees", "26")]
    [InlineData(
        "LeftWindow = int.MaxValue, [|CacheCapacity = 40|]",
        "40",
        "up to n = 16 tokens behind the LeftWindow = 2147483647 that its first one sees",
        "2147483663")]
    public Task A_cache_that_does_not_hold_one_step_is_reported(string arguments, string capacity, string step, string needed) =>
        IsReportedAsync(
            "16, 8, 4, " + arguments,
            "ATTN022",
            $"CacheCapacity is {capacity}, but it must hold one step: {step}. "
            + $"Raise it to {needed} or more, or lower n to the most tokens of one step.");

    [Fact]
    public Task A_head_major_layout_of_a_cache_is_reported() => IsReportedAsync(
        "16, 8, 4, CacheCapacity = 40, [|Layout = HeadLayout.HeadMajor|]",
        "ATTN023",
        "Layout is HeadMajor, but with a cache a step has any number of tokens, so that no head starts at a fixed place. Leave Layout out.");

    [Theory]
    [InlineData("16, 8, 4, CacheCapacity = 0, KeyValueLength = 11, Layout = HeadLayout.HeadMajor")]
    [InlineData("16, 8, 4, CacheCapacity = 16, Layout = HeadLayout.TokenMajor")]
    [InlineData("16, 8, 4, CacheCapacity = 26, LeftWindow = 10")]
    [InlineData("1, 1, 1, CacheCapacity = 1")]
    [InlineData("1, 8, 928, CacheCapacity = 1_048_576, Rope = RopePairing.Interleaved")]
    public Task Any_other_cache_is_generated(string arguments) =>
        Mistake.IsAbsentAsync($"[AttentionShape({arguments})] partial class Encoder {{ }}");

    private static Task IsReportedAsync(string arguments, string id, string message) =>
        Mistake.IsReportedAsync($"[AttentionShape({arguments})] partial class Encoder {{ }}", id, message);
}
