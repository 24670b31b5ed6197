using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AttnGen;

/// <summary>
/// The keys and values of the tokens that a decoder has seen, so that each is projected once and never again. Every kernel with
/// <c>CacheCapacity</c> has a nested class <c>Cache</c> that derives from this one; a cache of one kernel does not fit another.
/// </summary>
/// <typeparam name="TElement">How keys and values are stored: the type of the kernel's operands.</typeparam>
/// <remarks>
/// The memory is taken once, when the cache is made. A cache belongs to one sequence, and one thread at a time may use it; any number of
/// caches go with one kernel. Where a token sees a window only, tokens that no later one sees are let go when room is needed, and the
/// sequence may be of any length.
/// </remarks>
public abstract class AttentionCache<TElement>
    where TElement : unmanaged
{
    private readonly AlignedBuffer _keys;
    private readonly AlignedBuffer _values;
    private readonly int _keyWidth;
    private readonly int _valueWidth;
    private readonly int _window;

    /// <summary>Takes the memory. Generated code calls this.</summary>
    /// <param name="capacity">The most tokens.</param>
    /// <param name="rows">The rows of keys and of values: more than tokens, where a kernel's last tile reaches past a step's last token.</param>
    /// <param name="keyWidth">The numbers of a token's keys: keyValueHeads·dK.</param>
    /// <param name="valueWidth">The numbers of a token's values: keyValueHeads·dV.</param>
    /// <param name="window">The tokens before its own place that a token sees; −1 for all.</param>
    protected AttentionCache(int capacity, int rows, int keyWidth, int valueWidth, int window)
    {
        Capacity = capacity;
        _keyWidth = keyWidth;
        _valueWidth = valueWidth;
        _window = window;
        _keys = new AlignedBuffer(Floats((long)rows * keyWidth));
        _values = new AlignedBuffer(Floats((long)rows * valueWidth));
    }

    /// <summary>The most tokens that the cache holds.</summary>
    public int Capacity { get; }

    /// <summary>The tokens of the sequence so far: the position of the next one.</summary>
    public int Length => First + Rows;

    /// <summary>
    /// The first token that the cache still holds: 0 unless a window has let earlier ones go. It is the first key of masks, attention weights
    /// and scores.
    /// </summary>
    public int First { get; private set; }

    /// <summary>
    /// The keys of the tokens from <see cref="First"/> on, tokens × keyValueHeads·dK numbers, as the kernel keeps them: turned by RoPE where
    /// the shape has it, and with <see cref="RopePairing.HalfSplit"/> the columns of a pair side by side. With <see cref="Values"/> and
    /// <see cref="Length"/> they are all that must be saved to bring the cache back by <see cref="Restore"/>.
    /// </summary>
    public ReadOnlySpan<TElement> Keys => Numbers(_keys)[..(Rows * _keyWidth)];

    /// <summary>The values of the tokens from <see cref="First"/> on: tokens × keyValueHeads·dV numbers.</summary>
    public ReadOnlySpan<TElement> Values => Numbers(_values)[..(Rows * _valueWidth)];

    /// <summary>The tokens that the cache holds: the row of the next one.</summary>
    internal int Rows { get; private set; }

    /// <summary>The first number of the keys, for kernels, which have asked for room.</summary>
    internal ref TElement FirstKey => ref Unsafe.As<float, TElement>(ref _keys.First);

    /// <summary>The first number of the values.</summary>
    internal ref TElement FirstValue => ref Unsafe.As<float, TElement>(ref _values.First);

    private static string Unit => NumberUnit<TElement>.Name;

    private bool Slides => _window >= 0;

    /// <summary>Forgets all tokens.</summary>
    public void Clear()
    {
        First = 0;
        Rows = 0;
    }

    /// <summary>Forgets the last tokens, as when a guess is taken back; a step then goes on behind those that are left.</summary>
    /// <param name="length">
    /// The tokens that are left of the sequence, 0 … <see cref="Length"/>; where a window has let tokens go, at least so many that all of the
    /// next token's window is still held.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is outside its range.</exception>
    public void Truncate(int length)
    {
        int least = First == 0 ? 0 : First + _window;
        if (length < least || length > Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(length), length, least == 0
                    ? $"length must lie in 0 … {Length}, the tokens that the cache holds."
                    : $"length must lie in {least} … {Length}: of the tokens before them, what the window needs is gone.");
        }

        Rows = length - First;
    }

    /// <summary>Brings back what a cache of the same kernel held, from a file or for a second sequence with the same beginning.</summary>
    /// <param name="length">The <see cref="Length"/> of that cache.</param>
    /// <param name="keys">Its <see cref="Keys"/>.</param>
    /// <param name="values">Its <see cref="Values"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative, or more than the cache has room for.</exception>
    /// <exception cref="ArgumentException">
    /// The keys are no whole tokens, more than fit, or not those of all tokens that are needed, or the values are not of equally many. Nothing
    /// has been written then.
    /// </exception>
    public void Restore(int length, ReadOnlySpan<TElement> keys, ReadOnlySpan<TElement> values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        int tokens = keys.Length / _keyWidth;
        if (tokens * _keyWidth != keys.Length)
        {
            throw new ArgumentException(
                $"keys must hold whole tokens of keyValueHeads × dK = {_keyWidth} {Unit}, but holds {keys.Length}.", nameof(keys));
        }

        int needed = Slides ? Math.Min(length, _window) : length;
        int most = Math.Min(length, Capacity);
        if (needed > most)
        {
            throw new ArgumentOutOfRangeException(
                nameof(length), length, $"length must lie in 0 … {Capacity}, the tokens that the cache has room for: raise CacheCapacity.");
        }

        if (tokens < needed || tokens > most)
        {
            string range = needed == most ? $"{most}" : $"{needed} … {most}";
            throw new ArgumentException($"keys must hold {range} tokens of a sequence of {length}, but holds {tokens}.", nameof(keys));
        }

        if (values.Length != (long)tokens * _valueWidth)
        {
            throw new ArgumentException(
                $"values must hold tokens × keyValueHeads·dV = {tokens} × {_valueWidth} = {(long)tokens * _valueWidth} {Unit}, "
                + $"but holds {values.Length}.",
                nameof(values));
        }

        keys.CopyTo(Numbers(_keys));
        values.CopyTo(Numbers(_values));
        First = length - tokens;
        Rows = tokens;
    }

    /// <summary>
    /// Lets tokens go that no later token sees, unless there is room for a step. Steps do so themselves; who gives a mask with a step calls
    /// it before, to know the mask's <see cref="First"/> key.
    /// </summary>
    /// <param name="tokens">The tokens of the step.</param>
    /// <exception cref="ArgumentException">There is no room, and no token can go.</exception>
    public void MakeRoom(int tokens)
    {
        if (!HasRoom(tokens))
        {
            throw new ArgumentException(FullMessage(tokens), nameof(tokens));
        }

        if (tokens > Capacity - Rows)
        {
            Slide();
        }
    }

    /// <summary>Whether a step of so many tokens fits, or will when those go that no later token sees.</summary>
    internal bool HasRoom(int tokens) => tokens <= Capacity - Rows || (Slides && tokens <= Capacity - Math.Min(Rows, _window));

    /// <summary>What is said when tokens do not fit.</summary>
    internal string FullMessage(int tokens) =>
        $"The cache holds {Rows} of at most {Capacity} tokens, so {tokens} more {(tokens == 1 ? "does" : "do")} not fit. Clear or truncate it, or raise CacheCapacity.";

    /// <summary>Counts tokens whose rows a kernel has written.</summary>
    internal void Advance(int tokens) => Rows += tokens;

    /// <summary>The floats whose memory holds so many numbers.</summary>
    private static int Floats(long numbers) => checked((int)(((numbers * Unsafe.SizeOf<TElement>()) + sizeof(float) - 1) / sizeof(float)));

    private static Span<TElement> Numbers(AlignedBuffer buffer) => MemoryMarshal.Cast<float, TElement>(buffer.Span);

    /// <summary>Moves the rows of one window to the front.</summary>
    private void Slide()
    {
        int kept = Math.Min(Rows, _window);
        int gone = Rows - kept;
        Numbers(_keys).Slice(gone * _keyWidth, kept * _keyWidth).CopyTo(Numbers(_keys));
        Numbers(_values).Slice(gone * _valueWidth, kept * _valueWidth).CopyTo(Numbers(_values));
        First += gone;
        Rows = kept;
    }
}
