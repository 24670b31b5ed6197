using System.Runtime.InteropServices;
using AttnGen.Generated;

namespace AttnGen;

/// <summary>
/// Numbers of 16 bits to floats, and back. To floats every number is exact; back it is rounded to the nearest, of two as near to the one whose
/// last bit is 0; what is too large becomes ∞, and NaN stays NaN. A kernel converts its own operands; this is for weights, which it takes as
/// floats, and for what it computes beside its output.
/// </summary>
public static class ElementConversion
{
    /// <summary>Makes floats.</summary>
    /// <param name="source">The numbers.</param>
    /// <param name="target">Takes as many floats. May not overlap <paramref name="source"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the memory overlaps.</exception>
    public static void Widen(ReadOnlySpan<Half> source, Span<float> target) => Widen<Half>(source, target);

    /// <summary>Makes floats.</summary>
    /// <param name="source">The numbers.</param>
    /// <param name="target">Takes as many floats. May not overlap <paramref name="source"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the memory overlaps.</exception>
    public static void Widen(ReadOnlySpan<BFloat16> source, Span<float> target) => Widen<BFloat16>(source, target);

    /// <summary>Rounds floats.</summary>
    /// <param name="source">The floats.</param>
    /// <param name="target">Takes as many numbers. May not overlap <paramref name="source"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the memory overlaps.</exception>
    public static void Narrow(ReadOnlySpan<float> source, Span<Half> target) => Narrow<Half>(source, target);

    /// <summary>Rounds floats.</summary>
    /// <param name="source">The floats.</param>
    /// <param name="target">Takes as many numbers. May not overlap <paramref name="source"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the memory overlaps.</exception>
    public static void Narrow(ReadOnlySpan<float> source, Span<BFloat16> target) => Narrow<BFloat16>(source, target);

    private static void Widen<TElement>(ReadOnlySpan<TElement> source, Span<float> target)
        where TElement : unmanaged
    {
        Guard.Length(target.Length, source.Length, nameof(target), "the length of source");
        Guard.Apart<float, TElement>(target, source, nameof(target), nameof(source));
        Elements.Widen(ref MemoryMarshal.GetReference(source), ref MemoryMarshal.GetReference(target), source.Length);
    }

    private static void Narrow<TElement>(ReadOnlySpan<float> source, Span<TElement> target)
        where TElement : unmanaged
    {
        Guard.Length(target.Length, source.Length, nameof(target), "the length of source", "numbers");
        Guard.Apart<TElement, float>(target, source, nameof(target), nameof(source));
        Elements.Narrow(ref MemoryMarshal.GetReference(source), ref MemoryMarshal.GetReference(target), source.Length);
    }
}
