using System.Reflection;
using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Decoding;

/// <summary>What holds of every step: it allocates nothing, says what is wrong with its arguments, and has the documented face.</summary>
[Trait("Category", "Kernels")]
public sealed class DecoderCallingTests
{
    private static readonly AttentionShape s_shape = DecoderShapes.Plain.First(shape => shape is { N: 32, Heads: 8 });
    private static readonly string s_name = ShapeSource.ClassName(s_shape);

    public static TheoryData<string> Names => DecodersUnderTest.PlainNames;

    [Theory]
    [MemberData(nameof(Names))]
    public void No_step_allocates_after_the_first_on_a_thread(string name)
    {
        DecoderKernel kernel = DecodersUnderTest.Of(name);
        AttentionShape shape = kernel.Shape;
        var text = new DecodedText(shape, 1);
        foreach (DecoderFace face in kernel.Faces(text.Weights))
        {
            AttentionCache cache = face.CreateCache();
            var output = new float[shape.OutputLength];
            var heads = new float[shape.AttendOutputLength];
            var weights = new float[shape.AttentionWeightsLength];
            foreach (int count in new[] { 1, shape.N, 1 + (shape.N / 2) }.Distinct())
            {
                foreach (bool withWeights in (bool[])[false, true])
                {
                    Forward();
                    Attend();
                    long before = GC.GetAllocatedBytesForCurrentThread();
                    Forward();
                    Attend();
                    long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                    Assert.True(allocated == 0, $"{kernel} through {face.GetType().Name}, {count} tokens, allocated {allocated} bytes.");

                    void Forward()
                    {
                        cache.Clear();
                        int width = output.Length / shape.N;
                        var arguments = new AttentionArguments { AttentionWeights = withWeights ? weights : [] };
                        face.Forward(text.Whole.X.AsSpan(0, count * shape.DModel), output.AsSpan(0, count * width), cache, arguments);
                    }

                    void Attend()
                    {
                        cache.Clear();
                        var arguments = new AttentionArguments { AttentionWeights = withWeights ? weights : [] };
                        face.Attend(
                            text.Whole.Query.AsSpan(0, count * shape.Heads * shape.DK),
                            text.Whole.Key.AsSpan(0, count * shape.KeyValueHeads * shape.DK),
                            text.Whole.Value.AsSpan(0, count * shape.KeyValueHeads * shape.DV),
                            heads.AsSpan(0, count * shape.Heads * shape.DV),
                            cache,
                            arguments);
                    }
                }
            }
        }
    }

    [Fact]
    public void Wrong_lengths_are_refused_by_name_with_the_product()
    {
        Forward("x must hold 1 … 32 tokens of dModel = 64 floats, but holds 65.", x: 65, output: 64);
        Forward("x must hold 1 … 32 tokens of dModel = 64 floats, but holds 0.", x: 0, output: 0);
        Forward("x must hold 1 … 32 tokens of dModel = 64 floats, but holds 2112.", x: 33 * 64, output: 33 * 64);
        Forward("output must hold tokens × outputWidth = 2 × 64 = 128 floats, but holds 64.", x: 128, output: 64);
        Forward(
            "attentionWeights must hold heads × n × cacheCapacity = 8 × 32 × 120 = 30720 floats, but holds 3.", x: 64, output: 64, weights: 3);
        Attend("query must hold 1 … 32 tokens of heads × dK = 8 × 8 = 64 floats, but holds 63.", 63, 32, 32, 64);
        Attend("key must hold tokens × keyValueHeads × dK = 1 × 4 × 8 = 32 floats, but holds 64.", 64, 64, 32, 64);
        Attend("value must hold tokens × keyValueHeads × dV = 2 × 4 × 8 = 64 floats, but holds 32.", 128, 64, 32, 128);
        Attend("output must hold tokens × heads × dV = 1 × 8 × 8 = 64 floats, but holds 0.", 64, 32, 32, 0);
    }

    [Fact]
    public void A_full_cache_is_said_to_be_full()
    {
        DecoderFace face = DecodersUnderTest.Of(s_name).ThroughClass(new DecodedText(s_shape, 1).Weights);
        AttentionCache cache = face.CreateCache();
        float[] x = new float[32 * 64], output = new float[32 * 64];
        for (int step = 0; step < 3; step++)
        {
            face.Forward(x, output, cache);
        }

        Array.Fill(output, 42f);
        ArgumentException full = Assert.Throws<ArgumentException>(() => face.Forward(x, output, cache));

        Assert.Equal("cache", full.ParamName);
        Assert.StartsWith("The cache holds 96 of at most 120 tokens, so 32 more do not fit. ", full.Message, StringComparison.Ordinal);
        Assert.Equal(96, cache.Length);
        Assert.False(output.AsSpan().ContainsAnyExcept(42f), "Something was written before the check.");
        face.Forward(x.AsSpan(0, 24 * 64), output.AsSpan(0, 24 * 64), cache);
        Assert.Equal(120, cache.Length);
    }

    [Fact]
    public void There_must_be_a_cache()
    {
        DecoderFace face = DecodersUnderTest.Of(s_name).ThroughClass(new DecodedText(s_shape, 1).Weights);
        Assert.Equal("cache", Assert.Throws<ArgumentNullException>(() => face.Forward(new float[64], new float[64], null!)).ParamName);
        Assert.Equal(
            "cache",
            Assert.Throws<ArgumentNullException>(
                () => face.Attend(new float[64], new float[32], new float[32], new float[64], null!)).ParamName);
    }

    [Fact]
    public void What_is_written_may_not_be_read()
    {
        DecoderFace face = DecodersUnderTest.Of(s_name).ThroughClass(new DecodedText(s_shape, 1).Weights);
        AttentionCache cache = face.CreateCache();
        var memory = new float[127];
        Assert.Equal(
            "output", Assert.Throws<ArgumentException>(() => face.Forward(memory.AsSpan(0, 64), memory.AsSpan(63, 64), cache)).ParamName);
        Assert.Equal(0, cache.Length);
    }

    [Fact]
    public void Parts_that_a_step_has_no_use_for_are_refused()
    {
        DecoderKernel kernel = DecodersUnderTest.Of(s_name);
        AttentionWeights weights = new DecodedText(s_shape, 1).Weights;
        foreach (Entry entry in Enum.GetValues<Entry>())
        {
            Assert.Equal("context", Refused(() => kernel.Call(weights, entry, new AttentionArguments { Context = new float[64] })));
            Assert.Equal("length", Refused(() => kernel.Call(weights, entry, new AttentionArguments { Length = 1 })));
            Assert.Equal("mask", Refused(() => kernel.Call(weights, entry, new AttentionArguments { BooleanMask = new bool[120] })));
        }

        static string? Refused(Action call) => Assert.Throws<ArgumentException>(call).ParamName;
    }

    [Fact]
    public void Every_kernel_tells_the_shape_that_was_asked_for() =>
        Assert.All(DecoderShapes.All, shape => Assert.Equal(
            shape with { Modifier = null }, DecodersUnderTest.Of(ShapeSource.ClassName(shape)).Shape with { Modifier = null }));

    [Fact]
    public void The_class_has_the_documented_methods_and_its_cache()
    {
        Type type = DecodersUnderTest.Of(s_name).Type;
        Type cache = type.GetNestedType("Cache")!;
        MethodInfo forward = type.GetMethods().Single(method => method.Name == "Forward");
        MethodInfo attend = type.GetMethods().Single(method => method.Name == "Attend");

        Assert.True(cache.IsSealed);
        Assert.Equal(typeof(AttentionCache), cache.BaseType);
        Assert.Equal(s_shape.CacheCapacity, ((AttentionCache)Activator.CreateInstance(cache)!).Capacity);
        Assert.Equal(["x", "output", "cache", "attentionWeights"], forward.GetParameters().Select(parameter => parameter.Name));
        Assert.Equal(
            ["query", "key", "value", "output", "cache", "attentionWeights"], attend.GetParameters().Select(parameter => parameter.Name));
        Assert.Equal(cache, forward.GetParameters()[2].ParameterType);
        Assert.True(attend.IsStatic);
    }

    [Fact]
    public void A_position_is_no_business_of_the_caller()
    {
        foreach (AttentionShape shape in (AttentionShape[])[s_shape, DecoderShapes.Plain.First(shape => shape.Rope != RopePairing.None)])
        {
            DecoderKernel kernel = DecodersUnderTest.Of(ShapeSource.ClassName(shape));
            AttentionWeights weights = new DecodedText(shape, 1).Weights;
            foreach (Entry entry in Enum.GetValues<Entry>())
            {
                ArgumentException refusal = Assert.Throws<ArgumentException>(
                    () => kernel.Call(weights, entry, new AttentionArguments { Position = 1 }));
                Assert.Equal("position", refusal.ParamName);
            }
        }
    }

    private static void Forward(string message, int x, int output, int weights = 0) => Refused(
        message,
        (face, cache) => face.Forward(
            new float[x], new float[output], cache, new AttentionArguments { AttentionWeights = new float[weights] }));

    private static void Attend(string message, int query, int key, int value, int output) => Refused(
        message, (face, cache) => face.Attend(new float[query], new float[key], new float[value], new float[output], cache));

    private static void Refused(string message, Action<DecoderFace, AttentionCache> call)
    {
        foreach (DecoderFace face in DecodersUnderTest.Of(s_name).Faces(new DecodedText(s_shape, 1).Weights))
        {
            AttentionCache cache = face.CreateCache();
            ArgumentException refusal = Assert.Throws<ArgumentException>(() => call(face, cache));
            Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
            Assert.Equal(message.Split(' ')[0], refusal.ParamName);
            Assert.Equal(0, cache.Length);
        }
    }
}
