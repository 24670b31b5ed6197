using System.Reflection;
using Xunit;

namespace AttnGen.Tests.Kernels.Decoding;

/// <summary>
/// The rows of a cache, put in the place of those that it took itself: all NaN, so that whatever a step reads of a row that no token has
/// written shows, and with rows behind the last, so that whatever is written past it does.
/// </summary>
internal sealed class CacheMemory
{
    private const int RowsBehind = 70;

    private readonly AttentionShape _shape;
    private readonly AlignedBuffer _keys;
    private readonly AlignedBuffer _values;

    public CacheMemory(AttentionCache cache, AttentionShape shape)
    {
        _shape = shape;
        _keys = Replace(cache, "_keys", shape.KeyValueHeads * shape.DK);
        _values = Replace(cache, "_values", shape.KeyValueHeads * shape.DV);
    }

    /// <summary>Fails if a row past those of the cache was written.</summary>
    public void AssertRowsBehindUntouched(string what)
    {
        AssertUntouched(_keys, _shape.KeyValueHeads * _shape.DK, $"{what}: keys");
        AssertUntouched(_values, _shape.KeyValueHeads * _shape.DV, $"{what}: values");
    }

    private AlignedBuffer Replace(AttentionCache cache, string field, int width)
    {
        FieldInfo info = typeof(AttentionCache<float>).GetField(field, BindingFlags.Instance | BindingFlags.NonPublic)!;
        var buffer = new AlignedBuffer((_shape.CacheCapacity + _shape.N - 1 + RowsBehind) * width);
        Assert.Equal((_shape.CacheCapacity + _shape.N - 1) * width, ((AlignedBuffer)info.GetValue(cache)!).Length);
        buffer.Span.Fill(float.NaN);
        info.SetValue(cache, buffer);
        return buffer;
    }

    private void AssertUntouched(AlignedBuffer buffer, int width, string what)
    {
        Span<float> behind = buffer.Span[((_shape.CacheCapacity + _shape.N - 1) * width)..];
        Assert.False(behind.ContainsAnyExcept(float.NaN), $"{what} past the cache's rows were written.");
    }
}
