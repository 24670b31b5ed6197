namespace AttnGen.Generator.Emit;

/// <summary>How a softmax turns its lanes' scores into exponentials: 2^(score − max), the largest score of a lane becoming 1.</summary>
internal abstract class LaneExponential
{
    /// <summary>The one for a width: with a table of powers where registers hold one.</summary>
    public static LaneExponential Of(Lanes lanes) => lanes.PowerTableBits == 0 ? new PlainExponential() : new TableExponential();

    /// <summary>Declares what <see cref="Write"/> takes.</summary>
    /// <param name="body">Where to write; <c>max0</c> … are the largest scores, behind <c>scores</c> are <c>count</c> keys.</param>
    /// <param name="vectors">The vectors of a block.</param>
    public abstract void WriteBegin(MethodBody body, int vectors);

    /// <summary>Writes the exponentials of one key.</summary>
    /// <param name="body">Where to write.</param>
    /// <param name="scores">The key's scores, a vector after the other: expressions.</param>
    /// <param name="hidden">Whether a score of −∞ is hidden: its exponential is exactly 0 then.</param>
    /// <returns>The exponentials: expressions.</returns>
    public abstract IReadOnlyList<string> Write(MethodBody body, IReadOnlyList<string> scores, bool hidden);

    /// <summary>Writes a whole loop over keys in which what one key needs overlaps with what the next one does, if that helps.</summary>
    /// <param name="body">Where to write.</param>
    /// <param name="vectors">The vectors of a block.</param>
    /// <param name="count">The number of keys: an expression.</param>
    /// <param name="hidden">Whether a score of −∞ is hidden: its exponential is exactly 0 then.</param>
    /// <param name="score">The scores of so many keys on, in a vector: an expression.</param>
    /// <param name="use">Writes what becomes of the exponentials of a key, and the step to the next.</param>
    /// <returns>Whether it is written; where it is not, keys are for the caller to write one by one.</returns>
    public virtual bool TryWritePipeline(
        MethodBody body, int vectors, string count, bool hidden, Func<int, int, string> score, Action<IReadOnlyList<string>> use) => false;

    /// <summary>Writes them one by one.</summary>
    /// <param name="body">Where to write.</param>
    /// <param name="scores">The key's scores.</param>
    /// <param name="hidden">Whether a score of −∞ is hidden.</param>
    /// <param name="exponential">The exponential of a vector, given its number and its scores: an expression.</param>
    protected static IReadOnlyList<string> OneByOne(
        MethodBody body, IReadOnlyList<string> scores, bool hidden, Func<string, string, string> exponential)
    {
        var weights = new List<string>();
        foreach (string score in scores)
        {
            string v = Literal.Int(weights.Count);
            if (hidden)
            {
                body.Code.Line($"var score{v} = {score};");
            }

            weights.Add(hidden
                ? body.Lanes.SelectEqual(
                    $"score{v}", body.Lanes.Broadcast("float.NegativeInfinity"), body.Lanes.Zero, exponential(v, $"score{v}"))
                : exponential(v, score));
        }

        return weights;
    }
}
