namespace AttnGen.Generator.Plan;

/// <summary>Where the pieces of Forward lie in scratch memory, in floats from its start.</summary>
internal sealed class ForwardScratch
{
    /// <summary>The projected queries.</summary>
    public required int Query { get; init; }

    /// <summary>The projected keys.</summary>
    public required int Key { get; init; }

    /// <summary>The projected values.</summary>
    public required int Value { get; init; }

    /// <summary>The heads' outputs, where an output projection follows.</summary>
    public required int Heads { get; init; }

    /// <summary>The factors of RoPE for one chunk of queries, where those of its positions are not at hand.</summary>
    public required int Rope { get; init; }

    /// <summary>
    /// The tokens, or queries, of a step on a cache that is no full one, with room for a full one; those of any step, if they come in 16 bits.
    /// </summary>
    public required int StepInput { get; init; }

    /// <summary>Its outputs, with room for a full one's.</summary>
    public required int StepOutput { get; init; }

    /// <summary>The pieces of one block of queries.</summary>
    public required int Block { get; init; }
}
