using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AttnGen.Tests.Harness;

/// <summary>
/// Memory pages between two pages that no one may touch: reading or writing past either end ends the process at once. They are rented and
/// returned: tests call kernels many thousand times, and mapping fresh pages for every operand costs more than the calls.
/// </summary>
internal sealed unsafe partial class GuardedPages
{
    // What may lie unused; more than the operands of one call need, and little beside what a compilation takes.
    private const long MostUnusedBytes = 256L << 20;

    private const int ProtectNone = 0;
    private const int ProtectRead = 1;
    private const int ProtectWrite = 2;
    private const int MapPrivate = 2;
    private const uint WindowsCommitReserve = 0x3000;
    private const uint WindowsRelease = 0x8000;
    private const uint WindowsNoAccess = 1;
    private const uint WindowsReadOnly = 2;
    private const uint WindowsReadWrite = 4;

    // By the bytes between the guards: they must be as few as an operand needs, since one end of it lies at either guard.
    private static readonly ConcurrentDictionary<nuint, ConcurrentBag<GuardedPages>> s_unused = new();
    private static long s_unusedBytes;

    private readonly byte* _first;
    private readonly nuint _reserved;
    private readonly nuint _usable;
    private bool _isReadOnly;

    private GuardedPages(nuint usable)
    {
        _usable = usable;
        _reserved = _usable + (2 * (nuint)Environment.SystemPageSize);
        if (OperatingSystem.IsWindows())
        {
            _first = (byte*)VirtualAlloc(null, _reserved, WindowsCommitReserve, WindowsNoAccess);
            Check(_first is not null);
        }
        else
        {
            int anonymous = OperatingSystem.IsMacOS() ? 0x1000 : 0x20;
            _first = (byte*)Map(null, _reserved, ProtectNone, MapPrivate | anonymous, -1, 0);
            Check((nint)_first != -1);
        }

        SetReadOnly(false);
    }

    ~GuardedPages()
    {
        if (OperatingSystem.IsWindows())
        {
            VirtualFree(_first, 0, WindowsRelease);
        }
        else
        {
            Unmap(_first, _reserved);
        }
    }

    /// <summary>The bytes between the two guards.</summary>
    public Span<byte> Bytes => new(_first + Environment.SystemPageSize, (int)_usable);

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

    /// <summary>Makes a write end the process too, or allows writing again.</summary>
    public void SetReadOnly(bool readOnly)
    {
        byte* usable = _first + Environment.SystemPageSize;
        Check(OperatingSystem.IsWindows()
            ? VirtualProtect(usable, _usable, readOnly ? WindowsReadOnly : WindowsReadWrite, out _)
            : Protect(usable, _usable, readOnly ? ProtectRead : ProtectRead | ProtectWrite) == 0);
        _isReadOnly = readOnly;
    }

    private static void Check(bool succeeded)
    {
        if (!succeeded)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial void* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int Unmap(void* address, nuint length);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial void* VirtualAlloc(void* address, nuint size, uint type, uint protection);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool VirtualProtect(void* address, nuint size, uint protection, out uint previous);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool VirtualFree(void* address, nuint size, uint type);
}
