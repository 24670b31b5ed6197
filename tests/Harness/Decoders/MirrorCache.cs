using System.Reflection;
using System.Runtime.InteropServices;
using Xunit;

namespace AttnGen.Tests.Harness;

/// <summary>
/// A cache of floats that shows what a cache of 16 bits holds, for checks that know caches of floats alone. All rows of the cache of 16 bits
/// that no token has written are NaN, and so is memory behind its last row.
/// </summary>
internal sealed class MirrorCache<TCache, TElement> : AttentionCache
    where TCache : AttentionCache<TElement>, new()
    where TElement : unmanaged
{
    private const int FloatsBehind = 1000;
    private const byte NaNByte = 0xFF;

    private readonly TCache _cache = new();
    private readonly (AlignedBuffer Buffer, int Bytes)[] _memory;

    public MirrorCache(AttentionShape shape)
        : base(
            shape.CacheCapacity,
            shape.CacheCapacity + shape.N - 1,
            shape.KeyValueHeads * shape.DK,
            shape.KeyValueHeads * shape.DV,
            shape.LeftWindow)
    {
        int rows = shape.CacheCapacity * shape.KeyValueHeads;
        _memory = [Replace("_keys", rows * shape.DK), Replace("_values", rows * shape.DV)];
    }

    /// <summary>Does to the cache of 16 bits what was done to this one, and gives it.</summary>
    public TCache Follow()
    {
        if (Length < _cache.Length)
        {
            _cache.Truncate(Length);
        }

        if (First > _cache.First)
        {
            _cache.MakeRoom(Capacity - (Length - First));
        }

        Assert.Equal((First, Length), (_cache.First, _cache.Length));
        return _cache;
    }

    /// <summary>Takes over what the cache of 16 bits holds; fails if something behind its rows was written.</summary>
    public void Show()
    {
        foreach ((AlignedBuffer buffer, int bytes) in _memory)
        {
            Assert.False(MemoryMarshal.AsBytes(buffer.Span)[bytes..].ContainsAnyExcept(NaNByte), "Something past the cache's rows was written.");
        }

        Restore(_cache.Length, Widened(_cache.Keys), Widened(_cache.Values));
    }

    private static float[] Widened(ReadOnlySpan<TElement> elements) => Array.ConvertAll(elements.ToArray(), TestElements.Widen);

    private (AlignedBuffer Buffer, int Bytes) Replace(string field, int elements)
    {
        FieldInfo info = typeof(AttentionCache<TElement>).GetField(field, BindingFlags.Instance | BindingFlags.NonPublic)!;
        int own = ((AlignedBuffer)info.GetValue(_cache)!).Length;
        Assert.Equal((elements + 1) / 2, own);
        var buffer = new AlignedBuffer(own + FloatsBehind);
        MemoryMarshal.AsBytes(buffer.Span).Fill(NaNByte);
        info.SetValue(_cache, buffer);
        return (buffer, elements * 2);
    }
}
