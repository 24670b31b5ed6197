using System.Runtime.CompilerServices;

namespace AttnGen.Generated;

/// <summary>The numbers of lanes, which are floats or doubles: conversions of which one branch is left when they are compiled for a type.</summary>
internal static class LaneNumber
{
    /// <summary>A float as a number of a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TNumber From<TNumber>(float number)
        where TNumber : unmanaged =>
        typeof(TNumber) == typeof(float) ? Unsafe.BitCast<float, TNumber>(number) : Unsafe.BitCast<double, TNumber>(number);

    /// <summary>A double as a number of a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TNumber From<TNumber>(double number)
        where TNumber : unmanaged =>
        typeof(TNumber) == typeof(float) ? Unsafe.BitCast<float, TNumber>((float)number) : Unsafe.BitCast<double, TNumber>(number);

    /// <summary>A number of a table, floats or doubles, as one of a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TNumber Of<TTable, TNumber>(TTable number)
        where TTable : unmanaged
        where TNumber : unmanaged =>
        typeof(TTable) == typeof(float)
            ? From<TNumber>(Unsafe.BitCast<TTable, float>(number))
            : From<TNumber>(Unsafe.BitCast<TTable, double>(number));

    /// <summary>The place in a table that a number says: its whole part, or −1 where it is below 0 or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Place<TNumber>(TNumber number)
        where TNumber : unmanaged
    {
        if (typeof(TNumber) == typeof(float))
        {
            float single = Unsafe.BitCast<TNumber, float>(number);
            return single >= 0f ? (int)single : -1;
        }

        double precise = Unsafe.BitCast<TNumber, double>(number);
        return precise >= 0 ? (int)precise : -1;
    }
}
