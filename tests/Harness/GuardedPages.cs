using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AttnGen.Tests.Harness;

/// <summary>Memory pages between two pages that no one may touch: reading or writing past either end ends the process at once.</summary>
internal sealed unsafe partial class GuardedPages : IDisposable
{
    private const int ProtectNone = 0;
    private const int ProtectRead = 1;
    private const int ProtectWrite = 2;
    private const int MapPrivate = 2;
    private const uint WindowsCommitReserve = 0x3000;
    private const uint WindowsRelease = 0x8000;
    private const uint WindowsNoAccess = 1;
    private const uint WindowsReadOnly = 2;
    private const uint WindowsReadWrite = 4;

    private readonly byte* _first;
    private readonly nuint _reserved;
    private readonly nuint _usable;
    private bool _disposed;

    public GuardedPages(int bytes)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        _usable = Math.Max(1, ((nuint)bytes + page - 1) / page) * page;
        _reserved = _usable + (2 * page);
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

    ~GuardedPages() => Release();

    /// <summary>The bytes between the two guards.</summary>
    public Span<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return new Span<byte>(_first + Environment.SystemPageSize, (int)_usable);
        }
    }

    /// <summary>Makes a write end the process too, or allows writing again.</summary>
    public void SetReadOnly(bool readOnly)
    {
        byte* usable = _first + Environment.SystemPageSize;
        Check(OperatingSystem.IsWindows()
            ? VirtualProtect(usable, _usable, readOnly ? WindowsReadOnly : WindowsReadWrite, out _)
            : Protect(usable, _usable, readOnly ? ProtectRead : ProtectRead | ProtectWrite) == 0);
    }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
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

    private void Release()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (OperatingSystem.IsWindows())
        {
            VirtualFree(_first, 0, WindowsRelease);
        }
        else
        {
            Unmap(_first, _reserved);
        }
    }
}
