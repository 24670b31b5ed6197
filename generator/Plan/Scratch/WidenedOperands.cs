using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Plan;

/// <summary>
/// Where the operands of 16 bits lie as floats, in floats from the start of scratch memory: behind what the methods use that take them as
/// floats. Forward and Attend are not under way at once, and have the same memory.
/// </summary>
internal sealed class WidenedOperands
{
    /// <summary>The tokens of Forward.</summary>
    public required int X { get; init; }

    /// <summary>The context of Forward; none in self-attention.</summary>
    public required int Context { get; init; }

    /// <summary>The output of Forward.</summary>
    public required int ForwardOutput { get; init; }

    /// <summary>The scratch memory of Forward with all of it.</summary>
    public required int ForwardLength { get; init; }

    /// <summary>The queries of Attend.</summary>
    public required int Query { get; init; }

    /// <summary>The keys of Attend.</summary>
    public required int Key { get; init; }

    /// <summary>The values of Attend.</summary>
    public required int Value { get; init; }

    /// <summary>The output of Attend.</summary>
    public required int AttendOutput { get; init; }

    /// <summary>The scratch memory of Attend with all of it.</summary>
    public required int AttendLength { get; init; }

    /// <summary>Lays the operands of a shape out.</summary>
    /// <param name="spec">The shape.</param>
    /// <param name="forwardLength">The scratch memory of Forward without them.</param>
    /// <param name="attendLength">The scratch memory of Attend without them.</param>
    public static WidenedOperands For(AttentionSpec spec, int forwardLength, int attendLength)
    {
        var forward = new ScratchLayout();
        forward.Take(forwardLength);
        var attend = new ScratchLayout();
        attend.Take(attendLength);
        return new WidenedOperands
        {
            X = forward.Take((long)spec.N * spec.DModel),
            Context = forward.Take(spec.IsCrossAttention ? (long)spec.KeyValueLength * spec.ContextWidth : 0),
            ForwardOutput = forward.Take((long)spec.N * spec.ResultWidth),
            ForwardLength = forward.Length,
            Query = attend.Take((long)spec.N * spec.QueryWidth),
            Key = attend.Take((long)spec.KeyValueLength * spec.KeyWidth),
            Value = attend.Take((long)spec.KeyValueLength * spec.ValueWidth),
            AttendOutput = attend.Take((long)spec.N * spec.HeadsWidth),
            AttendLength = attend.Length,
        };
    }
}
