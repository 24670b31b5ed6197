using AttnGen.Generated;

namespace AttnGen;

/// <summary>
/// A <see cref="IScoreModifier"/> at run time: what <see cref="AttentionShape.Modifier"/> holds, and <see cref="AttentionReference"/> applies.
/// There is one object for each type, so that shapes are equal whose modifiers are.
/// </summary>
public abstract class ScoreModifier
{
    private protected ScoreModifier()
    {
    }

    /// <summary>The type of the rule.</summary>
    public abstract Type Type { get; }

    /// <summary>The modifier of a type.</summary>
    /// <typeparam name="TModifier">The rule.</typeparam>
    /// <returns>The one object for that type.</returns>
    public static ScoreModifier Of<TModifier>()
        where TModifier : struct, IScoreModifier => Typed<TModifier>.Instance;

    /// <summary>How many numbers of data each call brings.</summary>
    /// <param name="shape">The shape of the kernel.</param>
    /// <returns>How many; 0 where the rule takes none.</returns>
    public abstract int DataLength(AttentionShape shape);

    /// <summary>The rule on a single score, in double.</summary>
    /// <param name="score">The score, after scale, softcap and biases.</param>
    /// <param name="head">The head, from 0.</param>
    /// <param name="query">The query, from 0.</param>
    /// <param name="key">The key, from 0.</param>
    /// <param name="data">The call's data.</param>
    /// <returns>The new score; −∞ hides the key.</returns>
    public abstract double Apply(double score, int head, int query, int key, ReadOnlySpan<float> data = default);

    /// <inheritdoc cref="Apply(double, int, int, int, ReadOnlySpan{float})"/>
    public abstract double Apply(double score, int head, int query, int key, ReadOnlySpan<double> data);

    /// <summary>The name of the rule.</summary>
    /// <returns>The name of its type.</returns>
    public override string ToString() => Type.Name;

    private sealed class Typed<TModifier> : ScoreModifier
        where TModifier : struct, IScoreModifier
    {
        public static readonly Typed<TModifier> Instance = new();

        public override Type Type => typeof(TModifier);

        public override int DataLength(AttentionShape shape) => TModifier.DataLength(shape);

        public override double Apply(double score, int head, int query, int key, ReadOnlySpan<float> data = default) =>
            Apply(score, new ScorePlace<ReferenceLane>(head, query, key, lanesAreQueries: true, data, isDouble: false));

        public override double Apply(double score, int head, int query, int key, ReadOnlySpan<double> data) =>
            Apply(score, new ScorePlace<ReferenceLane>(head, query, key, lanesAreQueries: true, ScoreOperands.Stored(data), isDouble: true));

        private static double Apply(double score, ScorePlace<ReferenceLane> place) => TModifier.Apply(new ReferenceLane(score), place).Value;
    }
}
