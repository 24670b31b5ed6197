namespace AttnGen;

/// <summary>How W_Q, W_K and W_V lie in one tensor, <see cref="AttentionTensorNames.QueryKeyValue"/>.</summary>
public enum FusedOrder
{
    /// <summary>All heads of W_Q, then all of W_K, then all of W_V: PyTorch's <c>nn.MultiheadAttention</c>, GPT-2, vision transformers.</summary>
    MatrixByMatrix = 0,

    /// <summary>
    /// For each head of keys and values the query heads that share it, then its key, then its value: GPT-NeoX and BLOOM, whose heads share
    /// nothing (query, key, value; query, key, value; …), and Falcon, whose heads do.
    /// </summary>
    HeadByHead = 1,
}
