namespace AttnGen.Tests.Harness;

/// <summary>Floats beside a guard page.</summary>
internal sealed class GuardedBuffer(int length, Guard guard) : GuardedMemory<float>(length, guard)
{
    /// <summary>A read-only copy of floats.</summary>
    public static GuardedBuffer Input(ReadOnlySpan<float> values, Guard guard)
    {
        var buffer = new GuardedBuffer(values.Length, guard);
        values.CopyTo(buffer.Span);
        buffer.Protect();
        return buffer;
    }

    /// <summary>Room for results, filled with NaN, so that a float that is never written cannot pass for a result.</summary>
    public static GuardedBuffer Output(int length, Guard guard)
    {
        var buffer = new GuardedBuffer(length, guard);
        buffer.Span.Fill(float.NaN);
        return buffer;
    }
}
