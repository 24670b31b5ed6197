using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AttnGen.Generated;

/// <summary>Reads a table at places that each lane has for itself.</summary>
internal static class LaneTable
{
    /// <summary>The numbers of a table; 0 where the index is outside. A loop over the lanes, of any vector, that needs no call.</summary>
    /// <typeparam name="TVector">A vector of floats.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="index">The places.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Gather<TVector>(ReadOnlySpan<float> table, TVector index)
        where TVector : struct
    {
        ref float first = ref Unsafe.As<TVector, float>(ref index);
        ref float numbers = ref MemoryMarshal.GetReference(table);
        for (int lane = 0; lane < Unsafe.SizeOf<TVector>() / sizeof(float); lane++)
        {
            ref float number = ref Unsafe.Add(ref first, lane);
            int place = (int)number;
            number = number >= 0f && (uint)place < (uint)table.Length ? Unsafe.Add(ref numbers, place) : 0f;
        }

        return index;
    }
}
