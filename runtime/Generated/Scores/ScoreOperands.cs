using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AttnGen.Generated;

/// <summary>
/// The operands of a call beside queries, keys and values: what its shape asks for; the others stay null references. The head that is being
/// computed keeps here what is its own. References to numbers are to floats here; where the kernel computes in another type, they are
/// <see cref="Stored{T}(ref T)"/> as if to floats, and read <see cref="As"/> what they are.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct ScoreOperands
{
    // Properties cannot hand out what generated code takes references into.
#pragma warning disable CA1051

    /// <summary>The additive mask's first number, or a null reference.</summary>
    public ref float AdditiveMask;

    /// <summary>The additive mask of a kernel whose operands are <see cref="Half"/>.</summary>
    public ref Half HalfMask;

    /// <summary>The additive mask of a kernel whose operands are <see cref="BFloat16"/>.</summary>
    public ref BFloat16 BFloat16Mask;

    /// <summary>The boolean mask's first element, or a null reference.</summary>
    public ref bool BooleanMask;

    /// <summary>The tables of the relative bias: heads × (n + keyValueLength − 1).</summary>
    public ref float RelativeBias;

    /// <summary>The logit without a value of each head.</summary>
    public ref float Sinks;

    /// <summary>The data of the modifier of scores.</summary>
    public ReadOnlySpan<float> ModifierData;

    /// <summary>The number that the shape's first query has for a modifier: behind the tokens of a cache, how many they are.</summary>
    public int QueryNumber;

    /// <summary>The number that the first key has for a modifier: in a cache that has let tokens go, how many they are.</summary>
    public int KeyNumber;

    /// <summary>Takes ln Σ e^score, heads × n; or a null reference.</summary>
    public ref float LogSumExp;

    /// <summary>Takes the scores, heads × n × keyValueLength; or a null reference.</summary>
    public ref float Scores;

    /// <summary>The shape's queries.</summary>
    public int Queries;

    /// <summary>The shape's keys.</summary>
    public int Keys;

    /// <summary>From one head's mask to the next; 0 for one mask for all heads.</summary>
    public nint MaskHeadStride;

    /// <summary>From one query's mask to the next; 0 for one row for all queries.</summary>
    public nint MaskQueryStride;

    /// <summary>The keys that a row of the mask has; those past it are hidden.</summary>
    public int MaskKeys;

    /// <summary>The first query of a chunk.</summary>
    public int FirstQuery;

    /// <summary>
    /// What must be added to the number of a distance where the queries' places are not their numbers: on a cache, whose table begins with the
    /// distance from the last token that fits to the first.
    /// </summary>
    public int FirstDistance;

    /// <summary>The head.</summary>
    public int Head;

    /// <summary>What the head adds to a score for each key of distance, in base 2.</summary>
    public ScoreNumber Slope;

    /// <summary>The head's logit without a value, in base 2.</summary>
    public ScoreNumber SinkScore;

    /// <summary>Whether all values of the head are finite, so that a weight of 0 hides them.</summary>
    public bool Finite;

    /// <summary>A reference as it is kept here.</summary>
    /// <param name="first">The first number.</param>
    public static ref float Stored<T>(ref T first)
        where T : unmanaged => ref Unsafe.As<T, float>(ref first);

    /// <summary>Numbers as they are kept here: as many, as if they were floats.</summary>
    /// <param name="numbers">The numbers.</param>
    public static ReadOnlySpan<float> Stored<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged => MemoryMarshal.CreateReadOnlySpan(ref Stored(ref MemoryMarshal.GetReference(numbers)), numbers.Length);

    /// <summary>A reference that is kept here, to what it is to.</summary>
    /// <param name="stored">The reference.</param>
    public static ref T As<T>(ref float stored)
        where T : unmanaged => ref Unsafe.As<float, T>(ref stored);

    /// <summary>Whether the head at hand has a mask to read that the first head did not have: a mask of its own, or it is the first.</summary>
    public readonly bool ReadsMask => Head == 0 || MaskHeadStride != 0;
}
