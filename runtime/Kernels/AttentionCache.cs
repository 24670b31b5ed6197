namespace AttnGen;

/// <summary>A cache whose keys and values are floats.</summary>
/// <inheritdoc/>
public abstract class AttentionCache : AttentionCache<float>
{
    /// <inheritdoc/>
    protected AttentionCache(int capacity, int rows, int keyWidth, int valueWidth, int window)
        : base(capacity, rows, keyWidth, valueWidth, window)
    {
    }
}
