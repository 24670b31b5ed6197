namespace AttnGen.Generator.Plan;

/// <summary>Hands out scratch memory piece by piece, each on a 64-byte boundary.</summary>
internal sealed class ScratchLayout
{
    private const int AlignmentFloats = 16;

    /// <summary>The floats handed out so far.</summary>
    public int Length { get; private set; }

    /// <summary>Takes the next piece.</summary>
    /// <param name="floats">Its size.</param>
    /// <returns>Where it starts.</returns>
    public int Take(long floats)
    {
        int start = Length;
        Length = checked((int)((start + floats + AlignmentFloats - 1) / AlignmentFloats * AlignmentFloats));
        return start;
    }
}
