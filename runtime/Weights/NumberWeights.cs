namespace AttnGen;

/// <summary>
/// The learned matrices of one attention layer. A kernel's constructor packs them once; later changes of the memory behind them are not
/// seen by the kernel.
/// </summary>
/// <remarks>
/// The columns of the heads lie side by side: head h owns columns h·dK … (h+1)·dK − 1 of <see cref="Query"/>, and a head of keys and
/// values those of <see cref="Key"/>, and h·dV … of <see cref="Value"/>.
/// </remarks>
/// <typeparam name="TNumber">What a kernel computes in: <see cref="float"/>, or <see cref="double"/> for <see cref="ElementType.Float64"/>.</typeparam>
public class AttentionWeights<TNumber>
    where TNumber : unmanaged
{
    /// <summary>W_Q: dModel × heads·dK.</summary>
    public ReadOnlyMemory<TNumber> Query { get; init; }

    /// <summary>W_K: contextWidth × keyValueHeads·dK (contextWidth is dModel in self-attention).</summary>
    public ReadOnlyMemory<TNumber> Key { get; init; }

    /// <summary>W_V: contextWidth × keyValueHeads·dV.</summary>
    public ReadOnlyMemory<TNumber> Value { get; init; }

    /// <summary>W_O: heads·dV × outputWidth; only for shapes with the output projection.</summary>
    public ReadOnlyMemory<TNumber> Output { get; init; }

    /// <summary>The bias of the query projection, heads·dK numbers; empty is zero. Only for shapes with <c>Bias</c>.</summary>
    public ReadOnlyMemory<TNumber> QueryBias { get; init; }

    /// <summary>The bias of the key projection, keyValueHeads·dK numbers; empty is zero. Only for shapes with <c>Bias</c>.</summary>
    public ReadOnlyMemory<TNumber> KeyBias { get; init; }

    /// <summary>The bias of the value projection, keyValueHeads·dV numbers; empty is zero. Only for shapes with <c>Bias</c>.</summary>
    public ReadOnlyMemory<TNumber> ValueBias { get; init; }

    /// <summary>The bias of the output projection, outputWidth numbers; empty is zero. Only for shapes with both.</summary>
    public ReadOnlyMemory<TNumber> OutputBias { get; init; }

    /// <summary>
    /// The relative bias, heads × (n + keyValueLength − 1): query i and key j take number j − i + n − 1 of their head. Only for shapes with
    /// <see cref="AttentionShape.RelativeBias"/>.
    /// </summary>
    public ReadOnlyMemory<TNumber> RelativeBias { get; init; }

    /// <summary>The logit without a value of each head. Only for shapes with <see cref="SinkKind.Learned"/>.</summary>
    public ReadOnlyMemory<TNumber> Sink { get; init; }

    /// <summary>Whether the matrices are stored [in, out] (the default) or [out, in].</summary>
    public WeightLayout Layout { get; init; }
}
