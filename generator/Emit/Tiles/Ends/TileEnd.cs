namespace AttnGen.Generator.Emit;

/// <summary>
/// The epilogue of a tile: what becomes of its accumulators. Ends of a kernel that have the same word write the same, and are equal, so that
/// tiles that differ in nothing are one method.
/// </summary>
internal abstract class TileEnd : IEquatable<TileEnd>
{
    /// <summary>What the tile's name says of it.</summary>
    public virtual string Word => string.Empty;

    /// <summary>Whether it reads or writes <c>lanes</c>.</summary>
    public virtual bool HasLanes => false;

    /// <summary>The parameters of its own, each with a comma in front.</summary>
    public virtual string Parameters => string.Empty;

    /// <summary>Writes what comes before the first accumulator is complete.</summary>
    public virtual void WriteBegin(MethodBody body, TileMethod tile)
    {
    }

    /// <summary>
    /// Writes what becomes of an accumulator as soon as it is complete. The others may not be, yet; those of its row are, up to its vector.
    /// </summary>
    public abstract void WriteSum(MethodBody body, TileMethod tile, int row, int vector);

    /// <summary>Writes what comes when all are complete.</summary>
    public virtual void WriteEnd(MethodBody body, TileMethod tile)
    {
    }

    /// <inheritdoc/>
    public bool Equals(TileEnd? other) => Word == other?.Word;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TileEnd);

    /// <inheritdoc/>
    public override int GetHashCode() => Word.GetHashCode();
}
