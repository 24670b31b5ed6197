using AttentionTour.Numbers;
using AttnGen;

namespace AttentionTour.Words;

/// <summary>One attention head whose weights are made by hand.</summary>
/// <param name="Query">W_Q: what a word asks for.</param>
/// <param name="Key">W_K: what a word offers.</param>
/// <param name="Value">W_V: what a word hands over.</param>
internal sealed record HandMadeHead(Matrix Query, Matrix Key, Matrix Value)
{
    /// <summary>What queries and keys of <see cref="Meaning"/> are about: a query asks, a key answers.</summary>
    public static readonly string[] Topics = ["sense", "thing", "state", "verb"];

    /// <summary>What values of <see cref="Meaning"/> and <see cref="Grammar"/> carry.</summary>
    public static readonly string[] Contents = ["thing", "money", "water", "state"];

    private static readonly Matrix Answers = Matrix.Of(
        // topic      sense  thing state verb
        /* thing   */ [ 0.0,  1.0,  0.0,  0.0],
        /* money   */ [ 1.0,  0.0,  0.0,  0.0],
        /* water   */ [ 1.0,  0.0,  0.0,  0.0],
        /* unsure  */ [-1.0,  0.0,  0.0,  0.0], // a word that asks for its own sense is no evidence for it
        /* verb    */ [ 0.0,  0.0,  0.0,  1.0],
        /* state   */ [ 0.0,  0.0,  1.0,  0.0],
        /* article */ [ 0.0,  0.0,  0.0,  0.0],
        /* link    */ [ 0.0,  0.0,  0.0,  0.0]);

    private static readonly Matrix Cargo = Matrix.Of(
        // content    thing  money water state
        /* thing   */ [ 1.0,  0.0,  0.0,  0.0],
        /* money   */ [ 0.0,  1.0,  0.0,  0.0],
        /* water   */ [ 0.0,  0.0,  1.0,  0.0],
        /* unsure  */ [ 0.0,  0.0,  0.0,  0.0],
        /* verb    */ [ 0.0,  0.0,  0.0,  0.0],
        /* state   */ [ 0.0,  0.0,  0.0,  1.0],
        /* article */ [ 0.0,  0.0,  0.0,  0.0],
        /* link    */ [ 0.0,  0.0,  0.0,  0.0]);

    /// <summary>The head of the five stages: words that do not know their sense ask for it.</summary>
    public static readonly HandMadeHead Meaning = new(
        Matrix.Of(
            // topic      sense  thing state verb
            /* thing   */ [ 0.0,  0.0,  1.0,  0.0],
            /* money   */ [ 0.0,  0.0,  0.0,  0.0],
            /* water   */ [ 0.0,  0.0,  0.0,  0.0],
            /* unsure  */ [ 8.0,  0.0,  0.0,  0.0],
            /* verb    */ [ 0.0,  2.0,  2.0,  0.0],
            /* state   */ [ 0.0,  4.0,  0.0,  0.0],
            /* article */ [ 0.0,  4.0,  0.0,  0.0],
            /* link    */ [ 0.0,  0.0,  0.0,  3.0]),
        Answers,
        Cargo);

    /// <summary>A second head for the same words: things look for their verb, verbs for the state they lead to.</summary>
    public static readonly HandMadeHead Grammar = new(
        Matrix.Of(
            // topic      sense  thing state verb
            /* thing   */ [ 0.0,  0.0,  0.0,  8.0],
            /* money   */ [ 0.0,  0.0,  0.0,  0.0],
            /* water   */ [ 0.0,  0.0,  0.0,  0.0],
            /* unsure  */ [ 0.0,  0.0,  0.0,  0.0],
            /* verb    */ [ 0.0,  0.0,  8.0,  0.0],
            /* state   */ [ 0.0,  0.0,  0.0,  8.0],
            /* article */ [ 0.0,  8.0,  0.0,  0.0],
            /* link    */ [ 0.0,  0.0,  0.0,  8.0]),
        Answers,
        Cargo);

    /// <summary>The matrices as a kernel's constructor takes them.</summary>
    public AttentionWeights ToWeights() => new()
    {
        Query = Query.ToFloats(),
        Key = Key.ToFloats(),
        Value = Value.ToFloats(),
    };
}
