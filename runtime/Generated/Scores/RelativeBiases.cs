using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AttnGen.Generated;

/// <summary>A head's relative bias: number j − i + n − 1 of its table is for query i and key j. It comes out in base 2.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RelativeBiases
{
    /// <summary>Turns the table of the head round, so that the numbers of neighbouring queries follow each other.</summary>
    /// <param name="operands">The tables, and the head.</param>
    /// <param name="distances">The numbers of a table.</param>
    /// <param name="target">Takes one number that is not used, the table from its end on, and zeros for the lanes past the last query.</param>
    /// <param name="lanes">The lanes of the widest block.</param>
    public static void TurnRound<T>(ref ScoreOperands operands, int distances, ref T target, int lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref T table = ref Unsafe.Add(ref ScoreOperands.As<T>(ref operands.RelativeBias), (nint)operands.Head * distances);
        for (int number = 0; number < distances; number++)
        {
            int known = number + operands.FirstDistance;
            T bias = (uint)known < (uint)distances ? Unsafe.Add(ref table, known) : T.Zero;
            Unsafe.Add(ref target, distances - number) = bias * T.CreateTruncating(Base2.Log2E);
        }

        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref target, distances + 1), lanes - 1).Clear();
    }

    /// <summary>Reads the numbers of one query and neighbouring keys.</summary>
    /// <param name="operands">The tables, and the head.</param>
    /// <param name="distances">The numbers of a table.</param>
    /// <param name="first">The number of the first key.</param>
    /// <param name="count">The number of keys.</param>
    /// <param name="target">Takes the numbers.</param>
    public static void Read<T>(ref ScoreOperands operands, int distances, int first, int count, ref T target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref T table = ref Unsafe.Add(ref ScoreOperands.As<T>(ref operands.RelativeBias), ((nint)operands.Head * distances) + first + operands.FirstDistance);
        for (int key = 0; key < count; key++)
        {
            Unsafe.Add(ref target, key) = Unsafe.Add(ref table, key) * T.CreateTruncating(Base2.Log2E);
        }
    }
}
