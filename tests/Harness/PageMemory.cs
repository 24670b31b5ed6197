using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AttnGen.Tests.Harness;

/// <summary>What the operating system does with pages of memory.</summary>
internal static unsafe partial class PageMemory
{
    private const int ProtectNone = 0;
    private const int ProtectRead = 1;
    private const int ProtectWrite = 2;
    private const int MapShared = 1;
    private const int MapPrivate = 2;
    private const int MapFixed = 0x10;
    private const uint WindowsCommitReserve = 0x3000;
    private const uint WindowsRelease = 0x8000;
    private const uint WindowsNoAccess = 1;
    private const uint WindowsReadOnly = 2;
    private const uint WindowsReadWrite = 4;

    /// <summary>Whether the same memory can be seen at two places, writable at one of them alone.</summary>
    public static bool HasTwoViews => OperatingSystem.IsLinux();

    /// <summary>Pages that no one may touch.</summary>
    public static byte* Reserve(nuint bytes)
    {
        if (OperatingSystem.IsWindows())
        {
            var reserved = (byte*)VirtualAlloc(null, bytes, WindowsCommitReserve, WindowsNoAccess);
            Check(reserved is not null);
            return reserved;
        }

        int anonymous = OperatingSystem.IsMacOS() ? 0x1000 : 0x20;
        return Mapped(Map(null, bytes, ProtectNone, MapPrivate | anonymous, -1, 0));
    }

    /// <summary>Gives all reserved pages back.</summary>
    public static void Release(byte* reserved, nuint bytes)
    {
        if (OperatingSystem.IsWindows())
        {
            VirtualFree(reserved, 0, WindowsRelease);
        }
        else
        {
            Unmap(reserved, bytes);
        }
    }

    /// <summary>Lets reserved pages be read, and written or not.</summary>
    public static void Allow(byte* pages, nuint bytes, bool writing) => Check(OperatingSystem.IsWindows()
        ? VirtualProtect(pages, bytes, writing ? WindowsReadWrite : WindowsReadOnly, out _)
        : Protect(pages, bytes, writing ? ProtectRead | ProtectWrite : ProtectRead) == 0);

    /// <summary>Puts one memory at two places among reserved pages.</summary>
    public static void View(byte* writable, byte* readOnly, nuint bytes)
    {
        int file = MemoryFile("guarded", 0);
        Check(file >= 0);
        try
        {
            Check(SetLength(file, (nint)bytes) == 0);
            Mapped(Map(writable, bytes, ProtectRead | ProtectWrite, MapShared | MapFixed, file, 0));
            Mapped(Map(readOnly, bytes, ProtectRead, MapShared | MapFixed, file, 0));
        }
        finally
        {
            // The views keep the memory.
            Close(file);
        }
    }

    private static byte* Mapped(void* pages)
    {
        Check((nint)pages != -1);
        return (byte*)pages;
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

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MemoryFile(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    private static partial int SetLength(int file, nint length);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int file);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial void* VirtualAlloc(void* address, nuint size, uint type, uint protection);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool VirtualProtect(void* address, nuint size, uint protection, out uint previous);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool VirtualFree(void* address, nuint size, uint type);
}
