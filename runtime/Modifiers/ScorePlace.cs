using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AttnGen;

/// <summary>
/// Where the scores of a <see cref="IScoreModifier"/> are: of which head, query and key each lane is, and the data that the call brought.
/// Lanes are neighbouring queries that meet one key, or neighbouring keys that meet one query; a rule need not know which.
/// </summary>
/// <typeparam name="T">The lanes.</typeparam>
public readonly ref struct ScorePlace<T>
    where T : struct, IScoreLanes<T>
{
    private readonly int _head;
    private readonly int _query;
    private readonly int _key;
    private readonly bool _lanesAreQueries;
    private readonly bool _isDouble;

    /// <summary>The data; doubles are kept as if they were floats.</summary>
    private readonly ReadOnlySpan<float> _data;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ScorePlace(int head, int query, int key, bool lanesAreQueries, ReadOnlySpan<float> data, bool isDouble)
    {
        _head = head;
        _query = query;
        _key = key;
        _lanesAreQueries = lanesAreQueries;
        _data = data;
        _isDouble = isDouble;
    }

    /// <summary>The number of the head, from 0.</summary>
    public T Head
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (float)_head;
    }

    /// <summary>The number of the query, 0 … n − 1. Lanes past the last query may come, too; what becomes of them is of no account.</summary>
    public T Query
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _lanesAreQueries ? T.Sequence(_query) : (T)(float)_query;
    }

    /// <summary>The number of the key, 0 … keyValueLength − 1. Lanes past the last key may come, too.</summary>
    public T Key
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _lanesAreQueries ? (T)(float)_key : T.Sequence(_key);
    }

    /// <summary>
    /// The call's data at the number of the query: <c>data[offset + query]</c>. One load for all lanes. Outside the data it is 0.
    /// </summary>
    /// <param name="offset">Where the numbers of the queries begin.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T DataAtQuery(int offset = 0) => _lanesAreQueries ? Load(_query + offset) : Single(_query + offset);

    /// <summary>The call's data at the number of the key: <c>data[offset + key]</c>. One load for all lanes. Outside the data it is 0.</summary>
    /// <param name="offset">Where the numbers of the keys begin.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T DataAtKey(int offset = 0) => _lanesAreQueries ? Single(_key + offset) : Load(_key + offset);

    /// <summary>The call's data at the number of the head: <c>data[offset + head]</c>. Outside the data it is 0.</summary>
    /// <param name="offset">Where the numbers of the heads begin.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T DataAtHead(int offset = 0) => Single(_head + offset);

    /// <summary>The call's data at any places: <c>data[index]</c>, one load a lane. Outside the data it is 0.</summary>
    /// <param name="index">The places, from 0; a fraction is cut off. Whole numbers are exact up to 16,777,216.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T DataAt(T index) => _isDouble ? T.Gather(Doubles, index) : T.Gather(_data, index);

    private ReadOnlySpan<double> Doubles
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<float, double>(ref MemoryMarshal.GetReference(_data)), _data.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Load(int first) => _isDouble ? T.Load(Doubles, first) : T.Load(_data, first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Single(int index)
    {
        if ((uint)index >= (uint)_data.Length)
        {
            return 0f;
        }

        return _isDouble ? (T)Doubles[index] : (T)_data[index];
    }
}
