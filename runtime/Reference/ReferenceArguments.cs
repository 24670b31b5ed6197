using AttnGen.Generated;

namespace AttnGen;

/// <summary>
/// The checks of <see cref="AttentionReference"/>: those of the generated kernels, in the same words, so that a mistake in a call is
/// found by whichever is called.
/// </summary>
internal static class ReferenceArguments
{
    /// <summary>Throws unless the heads can be shared evenly and Rope's columns make pairs: a shape at run time has no compiler that says so.</summary>
    /// <exception cref="ArgumentException">The heads of keys and values do not divide all heads, or the columns make no pairs.</exception>
    public static void CheckShape(AttentionShape shape)
    {
        if (shape.KeyValueHeads < 1 || shape.Heads % shape.KeyValueHeads != 0)
        {
            throw new ArgumentException(
                $"The {shape.Heads} heads of the shape cannot share {shape.KeyValueHeads} key/value heads in equal groups.", nameof(shape));
        }

        if (shape.Rope != RopePairing.None && !HasPairs(shape))
        {
            throw new ArgumentException(
                $"Rope turns pairs of a head's {shape.DK} columns, but RopeWidth is {shape.RopeWidth}.", nameof(shape));
        }

        if (shape.CacheCapacity > 0)
        {
            throw new ArgumentException(
                "The shape has a cache, and the reference takes all tokens at once: give it the shape's WithoutCache(tokens).", nameof(shape));
        }
    }

    /// <summary>Throws unless the operands of a whole attention fit the shape.</summary>
    /// <exception cref="ArgumentException">A length is wrong, or a context is missing or of no use.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of real tokens is below 0 or above the shape's.</exception>
    public static void CheckForward(AttentionShape shape, int x, AttentionArguments arguments)
    {
        Guard.Length(x, shape.InputLength, nameof(x), $"n × dModel = {shape.N} × {shape.DModel}");
        int context = arguments.Context.Length;
        if (shape.IsCrossAttention)
        {
            string product = $"keyValueLength × contextWidth = {shape.KeyValueLength} × {shape.ContextWidth}";
            Guard.Length(context, shape.ContextLength, nameof(context), product);
        }
        else
        {
            Guard.Absent(context, nameof(context), "the shape is self-attention: keys and values come from x");
            Guard.Absent(arguments.QueryLength.HasValue ? 1 : 0, "queryLength", "the tokens are queries and keys: length counts both");
        }

        Guard.Position(arguments.Position, shape.N);
        CheckOptional(shape, arguments, hasWeights: true);
    }

    /// <summary>Throws unless the operands of an attention without projections fit the shape.</summary>
    /// <exception cref="ArgumentException">A length is wrong, or a context is given.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of real tokens is below 0 or above the shape's.</exception>
    public static void CheckAttend(AttentionShape shape, int query, int key, int value, AttentionArguments arguments)
    {
        string heads = shape.KeyValueHeads == shape.Heads ? "heads" : "keyValueHeads";
        string keys = $"keyValueLength × {heads} × dK = {shape.KeyValueLength} × {shape.KeyValueHeads} × {shape.DK}";
        string values = $"keyValueLength × {heads} × dV = {shape.KeyValueLength} × {shape.KeyValueHeads} × {shape.DV}";
        Guard.Length(query, shape.QueryLength, nameof(query), $"n × heads × dK = {shape.N} × {shape.Heads} × {shape.DK}");
        Guard.Length(key, shape.KeyLength, nameof(key), keys);
        Guard.Length(value, shape.ValueLength, nameof(value), values);
        Guard.Absent(arguments.Context.Length, "context", "keys and values are given as they are");
        CheckOptional(shape, arguments, hasWeights: false);
    }

    private static bool HasPairs(AttentionShape shape) =>
        shape.DK % 2 == 0 && shape.RopeWidth % 2 == 0 && shape.RopeWidth >= 2 && shape.RopeWidth <= shape.DK;

    private static void CheckOptional(AttentionShape shape, AttentionArguments arguments, bool hasWeights)
    {
        Guard.ScoreArguments(shape, arguments, hasWeights);
        if (!hasWeights && shape.RelativeBias)
        {
            string table = $"heads × (n + keyValueLength − 1) = {shape.Heads} × {shape.N + shape.KeyValueLength - 1}";
            Guard.Length(arguments.RelativeBias.Length, shape.RelativeBiasLength, "relativeBias", table);
        }

        if (!hasWeights && shape.Sink == SinkKind.Learned)
        {
            Guard.Length(arguments.Sink.Length, shape.Heads, "sink", $"heads = {shape.Heads}");
        }

        if (shape.Modifier is not null)
        {
            Guard.ModifierData(arguments.ModifierData.Length, shape);
        }

        CheckMask(shape, arguments.BooleanMask.Length, arguments);
        CheckMask(shape, arguments.AdditiveMask.Length, arguments);
        CheckResult(arguments.LogSumExp.Length, shape.LogSumExpLength, "logSumExp", $"heads × n = {shape.Heads} × {shape.N}");
        CheckPairs(shape, arguments.Scores.Length, "scores");
        Guard.Tokens(arguments.Length ?? shape.KeyValueLength, shape.KeyValueLength);
        Guard.Queries(arguments.QueryLength ?? shape.N, shape.N);
        CheckPairs(shape, arguments.AttentionWeights.Length, "attentionWeights");
    }

    /// <summary>Throws unless a result with a number for each head, query and key is left out or has its length.</summary>
    private static void CheckPairs(AttentionShape shape, int given, string name)
    {
        if (given != 0 && shape.AttentionWeightsLength > int.MaxValue)
        {
            Guard.Absent(given, name, "the weights of this shape do not fit into one span");
        }

        string product = $"heads × n × keyValueLength = {shape.Heads} × {shape.N} × {shape.KeyValueLength}";
        CheckResult(given, (int)Math.Min(shape.AttentionWeightsLength, int.MaxValue), name, product);
    }

    private static void CheckMask(AttentionShape shape, int length, AttentionArguments arguments)
    {
        if (length != 0)
        {
            var strides = default(ScoreOperands);
            ScoreMask.Check(length, arguments.MaskKeys ?? shape.KeyValueLength, ref strides, shape.Heads, shape.N, shape.KeyValueLength);
        }
    }

    private static void CheckResult(int given, int expected, string name, string product)
    {
        if (given != 0)
        {
            Guard.Length(given, expected, name, product);
        }
    }
}
