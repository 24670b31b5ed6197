namespace AttnGen.Generator.Emit;

/// <summary>How a softmax turns its lanes' scores into exponentials: 2^(score − max), the largest score of a lane becoming 1.</summary>
internal abstract class LaneExponential
{
    /// <summary>The one for a width: with a table of powers where registers hold one.</summary>
    public static LaneExponential Of(Lanes lanes) => lanes.PowerTableBits == 0 ? new PlainExponential() : new TableExponential();

    /// <summary>Declares what <see cref="Of(MethodBody, int, string)"/> takes.</summary>
    /// <param name="body">Where to write; <c>max0</c> … are the largest scores, behind <c>scores</c> are <c>count</c> keys.</param>
    /// <param name="vectors">The vectors of a block.</param>
    public abstract void WriteBegin(MethodBody body, int vectors);

    /// <summary>The exponentials of one vector of scores: an expression.</summary>
    public abstract string Of(MethodBody body, int vector, string score);
}
