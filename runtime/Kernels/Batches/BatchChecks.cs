using System.Diagnostics.CodeAnalysis;

namespace AttnGen;

/// <summary>The checks of the lengths of a batch's operands.</summary>
internal static class BatchChecks
{
    /// <summary>The entries that an operand holds.</summary>
    /// <exception cref="ArgumentException">They are no whole number.</exception>
    public static int Entries(int actual, int entryLength, string name, string elements) => actual % entryLength == 0
        ? actual / entryLength
        : throw new ArgumentException($"{name} must hold whole entries of {entryLength} {elements}, but holds {actual}.", name);

    /// <summary>Throws unless an operand holds as many entries.</summary>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public static void Length(int actual, int batch, long entryLength, string name, string elements)
    {
        if (actual != batch * entryLength)
        {
            throw new ArgumentException(
                $"{name} must hold {batch} entries of {entryLength} {elements} = {batch * entryLength} {elements}, but holds {actual}.", name);
        }
    }

    /// <summary>Throws unless a result is not asked for, or has room for as many entries.</summary>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public static void Result(int actual, int batch, long entryLength, string name, string elements)
    {
        if (actual != 0)
        {
            Length(actual, batch, entryLength, name, elements);
        }
    }

    /// <summary>Throws unless there is one number an entry, or none, and each lies in its range.</summary>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">One is outside the range.</exception>
    public static void Numbers(ReadOnlySpan<int> numbers, int batch, int most, string name)
    {
        if (numbers.IsEmpty)
        {
            return;
        }

        if (numbers.Length != batch)
        {
            throw new ArgumentException($"{name} must hold one number for each of {batch} entries, but holds {numbers.Length}.", name);
        }

        for (int entry = 0; entry < numbers.Length; entry++)
        {
            if ((uint)numbers[entry] > (uint)most)
            {
                ThrowNumber(numbers[entry], entry, most, name);
            }
        }
    }

    /// <summary>Throws unless a mask can be divided into one for each entry.</summary>
    /// <exception cref="ArgumentException">It can not.</exception>
    public static void Masks(int elements, int batch)
    {
        if (batch != 0 && elements % batch != 0)
        {
            // The argument is named as the caller of the kernel knows it.
#pragma warning disable CA2208
            throw new ArgumentException(
                $"mask must hold a mask of equal size for each of {batch} entries, as MaskPerEntry says, but holds {elements} elements.", "mask");
#pragma warning restore CA2208
        }
    }

    [DoesNotReturn]
    private static void ThrowNumber(int number, int entry, int most, string name) =>
        throw new ArgumentOutOfRangeException(name, number, $"{name}[{entry}] must lie in 0 … {most}.");
}
