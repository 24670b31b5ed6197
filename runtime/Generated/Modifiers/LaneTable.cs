using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AttnGen.Generated;

/// <summary>Reads a table at places that each lane has for itself.</summary>
internal static class LaneTable
{
    /// <summary>The numbers of a table; 0 where the index is outside. A loop over the lanes, of any vector, that needs no call.</summary>
    /// <typeparam name="TVector">A vector, or a single number.</typeparam>
    /// <typeparam name="TNumber">What it holds: floats or doubles.</typeparam>
    /// <typeparam name="TTable">What the table holds: floats or doubles.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="index">The places.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Gather<TVector, TNumber, TTable>(ReadOnlySpan<TTable> table, TVector index)
        where TVector : struct
        where TNumber : unmanaged
        where TTable : unmanaged
    {
        ref TNumber first = ref Unsafe.As<TVector, TNumber>(ref index);
        ref TTable numbers = ref MemoryMarshal.GetReference(table);
        for (int lane = 0; lane < Unsafe.SizeOf<TVector>() / Unsafe.SizeOf<TNumber>(); lane++)
        {
            ref TNumber number = ref Unsafe.Add(ref first, lane);
            int place = LaneNumber.Place(number);
            number = (uint)place < (uint)table.Length ? LaneNumber.Of<TTable, TNumber>(Unsafe.Add(ref numbers, place)) : default;
        }

        return index;
    }
}
