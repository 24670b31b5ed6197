namespace AttnGen.Tests.Kernels.HandWritten;

/// <summary>Memory that a thread keeps from call to call, handed out in order.</summary>
internal sealed class ScratchArena
{
    [ThreadStatic]
    private static ScratchArena? t_arena;

    private readonly List<float[]> _blocks = [];
    private int _taken;

    /// <summary>This thread's arena, with nothing of it taken.</summary>
    public static ScratchArena OfThisThread()
    {
        t_arena ??= new ScratchArena();
        t_arena._taken = 0;
        return t_arena;
    }

    public Span<float> Take(int length)
    {
        if (_taken == _blocks.Count)
        {
            _blocks.Add([]);
        }

        if (_blocks[_taken].Length < length)
        {
            _blocks[_taken] = new float[length];
        }

        return _blocks[_taken++].AsSpan(0, length);
    }
}
