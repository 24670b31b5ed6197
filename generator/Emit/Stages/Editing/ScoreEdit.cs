namespace AttnGen.Generator.Emit;

/// <summary>One thing that is done to scores between their product and the softmax.</summary>
internal abstract class ScoreEdit
{
    /// <summary>Whether it speaks of distances.</summary>
    public virtual bool NeedsDistance => false;

    /// <summary>Whether it speaks of the numbers of queries and keys.</summary>
    public virtual bool NeedsNumbers => false;

    /// <summary>Whether it speaks of what a call brings beside queries, keys and values.</summary>
    public virtual bool NeedsOperands => false;

    /// <summary>The operand that lies beside the scores, its parameter's name; null for none.</summary>
    public virtual string? Operand => null;

    /// <summary>How far the operand moves from one step to the next.</summary>
    public virtual int OperandStep(EditPlace place) => place.Stride;

    /// <summary>Whether a tile can make it: it looks at a score alone, or at a number that lies beside it as the scores lie.</summary>
    public virtual bool FitsTile => !NeedsDistance && !NeedsNumbers && !NeedsOperands;

    /// <summary>Writes what stays the same for all steps.</summary>
    public virtual void WriteBegin(EditPlace place)
    {
    }

    /// <summary>Writes the edit of one vector of scores.</summary>
    public abstract void Write(EditPlace place, int vector);
}
