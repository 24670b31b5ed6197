using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Plan;

/// <summary>
/// One product of row-major tokens with packed weights. Lanes are output features; rows are tokens; panels of weights stay in the cache
/// while all tokens pass by.
/// </summary>
internal sealed record ProductPlan
{
    /// <summary>The number of tokens.</summary>
    public required int Tokens { get; init; }

    /// <summary>The width of a token: the depth of the product.</summary>
    public required int Inputs { get; init; }

    /// <summary>The number of output features.</summary>
    public required int Outputs { get; init; }

    /// <summary>Where the outputs go.</summary>
    public required ProductTarget Target { get; init; }

    /// <summary>Whether each panel has a row for the bias.</summary>
    public required bool Bias { get; init; }

    /// <summary>
    /// The tokens that pass by all panels before the next ones do: as many as stay in the second-level cache. Fewer than all only where
    /// all of them would not.
    /// </summary>
    public required int TokenBlock { get; init; }

    /// <summary>Whether the tokens come in blocks.</summary>
    public bool IsBlocked => TokenBlock < Tokens;

    /// <summary>The panels, in order.</summary>
    public required EquatableArray<ProjectionPanels> Panels { get; init; }

    /// <summary>The factors by which RoPE turns the outputs; null where nothing is turned.</summary>
    public RopeFactors? Rope { get; init; }

    /// <summary>Whether this is <see cref="OfPart"/> of another.</summary>
    public bool IsPart { get; private init; }

    /// <summary>The product of one part of the outputs alone, where there are several: those of one head.</summary>
    public ProductPlan OfPart => this with
    {
        IsPart = true,
        Outputs = Target.Width,
        Target = new ProductTarget(Target.Width, 0),
        Panels = new EquatableArray<ProjectionPanels>([Panels[0] with { Count = Target.Width / Panels[0].Width }]),
    };

    /// <summary>The floats of all packed panels.</summary>
    public long PackedLength => Panels.Sum(panels => (long)panels.Count * panels.Length);
}
