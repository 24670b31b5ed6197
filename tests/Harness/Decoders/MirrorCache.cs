using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Xunit;

namespace AttnGen.Tests.Harness;

/// <summary>
/// A cache of floats that shows what a cache of other numbers holds, for checks that know caches of floats alone. All rows of the other cache
/// that no token has written are NaN, and so is memory behind its last row.
/// </summary>
internal sealed class MirrorCache<TElement> : AttentionCache
    where TElement : unmanaged
{
    private const int FloatsBehind = 1000;
    private const byte NaNByte = 0xFF;

    private readonly AttentionCache<TElement> _cache;
    private readonly (AlignedBuffer Buffer, int Bytes)[] _memory;

    public MirrorCache(AttentionShape shape, AttentionCache<TElement> cache)
        : base(
            shape.CacheCapacity,
            shape.CacheCapacity + shape.N - 1,
            shape.KeyValueHeads * shape.DK,
            shape.KeyValueHeads * shape.DV,
            shape.LeftWindow)
    {
        // Numbers of 16 bits are rounded on their way into the cache, from memory where a step's last tile has its room.
        int tokens = shape.CacheCapacity + (Unsafe.SizeOf<TElement>() < sizeof(float) ? 0 : shape.N - 1);
        int rows = tokens * shape.KeyValueHeads;
        _cache = cache;
        _memory = [Replace("_keys", rows * shape.DK), Replace("_values", rows * shape.DV)];
    }

    /// <summary>Does to the other cache what was done to this one, and gives it.</summary>
    public AttentionCache<TElement> Follow()
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

    /// <summary>Takes over what the other cache holds; fails if something behind its rows was written.</summary>
    public void Show()
    {
        foreach ((AlignedBuffer buffer, int bytes) in _memory)
        {
            Assert.False(MemoryMarshal.AsBytes(buffer.Span)[bytes..].ContainsAnyExcept(NaNByte), "Something past the cache's rows was written.");
        }

        Restore(_cache.Length, AsFloats(_cache.Keys), AsFloats(_cache.Values));
    }

    private static float[] AsFloats(ReadOnlySpan<TElement> elements) => Array.ConvertAll(elements.ToArray(), TestElements.ToFloat);

    private (AlignedBuffer Buffer, int Bytes) Replace(string field, int elements)
    {
        FieldInfo info = typeof(AttentionCache<TElement>).GetField(field, BindingFlags.Instance | BindingFlags.NonPublic)!;
        int own = ((AlignedBuffer)info.GetValue(_cache)!).Length;
        int bytes = elements * Unsafe.SizeOf<TElement>();
        Assert.Equal((bytes + sizeof(float) - 1) / sizeof(float), own);
        var buffer = new AlignedBuffer(own + FloatsBehind);
        MemoryMarshal.AsBytes(buffer.Span).Fill(NaNByte);
        info.SetValue(_cache, buffer);
        return (buffer, bytes);
    }
}
