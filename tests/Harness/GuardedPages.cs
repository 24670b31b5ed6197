using System.Collections.Concurrent;

namespace AttnGen.Tests.Harness;

/// <summary>
/// Memory pages between two pages that no one may touch: reading or writing past either end ends the process at once. They are rented and
/// returned: tests call kernels many thousand times, and mapping fresh pages for every operand costs more than the calls.
/// </summary>
/// <remarks>
/// Where the machine can, they are seen at two places, each between guards: a test fills what is writable at one, and a kernel reads it at
/// the other, where it is not. Taking the right to write away and giving it back for every call was a fifth of all the time.
/// </remarks>
internal sealed unsafe class GuardedPages
{
    // What may lie unused; more than the operands of one call need, and little beside what a compilation takes.
    private const long MostUnusedBytes = 256L << 20;

    // By the bytes between the guards: they must be as few as an operand needs, since one end of it lies at either guard.
    private static readonly ConcurrentDictionary<nuint, ConcurrentBag<GuardedPages>> s_unused = new();
    private static long s_unusedBytes;

    private readonly byte* _reserved;
    private readonly nuint _reservedBytes;
    private readonly byte* _writable;
    private readonly byte* _readOnly;
    private readonly nuint _usable;
    private bool _isReadOnly;

    private GuardedPages(nuint usable)
    {
        nuint guard = (nuint)Environment.SystemPageSize;
        nuint view = usable + guard;
        _usable = usable;
        _reservedBytes = guard + (PageMemory.HasTwoViews ? 2 * view : view);
        _reserved = PageMemory.Reserve(_reservedBytes);
        _writable = _reserved + guard;
        _readOnly = PageMemory.HasTwoViews ? _writable + view : _writable;
        if (PageMemory.HasTwoViews)
        {
            PageMemory.View(_writable, _readOnly, usable);
        }
        else
        {
            PageMemory.Allow(_writable, usable, writing: true);
        }
    }

    ~GuardedPages() => PageMemory.Release(_reserved, _reservedBytes);

    /// <summary>The bytes between the two guards.</summary>
    public Span<byte> Bytes => new(_isReadOnly ? _readOnly : _writable, (int)_usable);

    /// <summary>Writable pages, as few as hold so many bytes, with whatever is in them.</summary>
    public static GuardedPages Rent(int bytes)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        nuint usable = Math.Max(1, ((nuint)bytes + page - 1) / page) * page;
        if (!s_unused.TryGetValue(usable, out ConcurrentBag<GuardedPages>? bag) || !bag.TryTake(out GuardedPages? pages))
        {
            return new GuardedPages(usable);
        }

        Interlocked.Add(ref s_unusedBytes, -(long)usable);
        if (pages._isReadOnly)
        {
            pages.SetReadOnly(false);
        }

        return pages;
    }

    /// <summary>Gives the pages to whoever rents as many next; nobody may have a span of them any more.</summary>
    public void Return()
    {
        if (Interlocked.Add(ref s_unusedBytes, (long)_usable) <= MostUnusedBytes)
        {
            s_unused.GetOrAdd(_usable, static _ => []).Add(this);
        }
        else
        {
            // The finalizer unmaps them.
            Interlocked.Add(ref s_unusedBytes, -(long)_usable);
        }
    }

    /// <summary>Makes <see cref="Bytes"/>, asked for anew, bytes that end the process when they are written, or bytes that can be.</summary>
    public void SetReadOnly(bool readOnly)
    {
        if (!PageMemory.HasTwoViews)
        {
            PageMemory.Allow(_writable, _usable, writing: !readOnly);
        }

        _isReadOnly = readOnly;
    }
}
