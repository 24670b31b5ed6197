namespace AttnGen.Generator.Shape.Rules;

/// <summary>How large a shape may be, and why.</summary>
internal static class ShapeLimits
{
    /// <summary>Tokens, and keys: eight times the longest sequence that the kernels are measured on, 131,072.</summary>
    public const int Tokens = 1 << 20;

    /// <summary>
    /// Columns of any matrix: five times the widest token of a published model, 12,288 (GPT-3). It also keeps every row, and so every
    /// stride in the generated code, far below what an int holds.
    /// </summary>
    public const int Width = 1 << 16;

    /// <summary>Floats in one operand: a span's length is an int.</summary>
    public const long SpanLength = int.MaxValue;

    /// <summary>
    /// Floats in the packed weights, which are one array: the runtime's Array.MaxLength, less the floats that align its start.
    /// </summary>
    public const long PackedLength = 0x7FFFFFC7 - 16;

    /// <summary>Floats to which rows of packed weights and of projected tokens are rounded up: the lanes of the widest vector.</summary>
    public const int Lanes = 16;

    /// <summary>Floats of the widest panel of packed weights, by which a row of RoPE's factors reaches past a head's columns.</summary>
    public const int WidestPanel = 64;

    /// <summary>
    /// Bytes of projected keys and values, which a call holds in scratch memory: IAttentionKernel.ScratchBytes is an int, and 128 MB of it
    /// are left for the queries that are at work.
    /// </summary>
    public const long ScratchBytes = int.MaxValue - (128 << 20);

    /// <summary>
    /// The least scale: the smallest normal float. Kernels multiply the queries with scale · log₂e as a float, and below it digits are lost.
    /// </summary>
    public const double LeastScale = 1.1754943508222875e-38;

    /// <summary>The greatest scale: 2¹²⁶, whose product with log₂e is still a finite float.</summary>
    public const double GreatestScale = 8.507059173023462e37;

    /// <summary>Scores over a smaller cap, and the cap in base 2, could leave the floats.</summary>
    public const double LeastSoftcap = 1e-6;

    /// <summary>A larger cap bends no score that a float tells from its neighbours.</summary>
    public const double GreatestSoftcap = 1e6;
}
