using System.Collections.Immutable;

namespace AttnGen.Generator.Shape;

/// <summary>One operand of an entry point: a span whose length the shape decides.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Lengths">The lengths that it may have: one, but for a mask, whose length tells what its rows are for.</param>
internal sealed record KernelOperand(string Name, ImmutableArray<OperandLength> Lengths)
{
    /// <summary>Whether an empty span stands for none.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>What it holds.</summary>
    public string Unit { get; init; } = "floats";

    /// <summary>The lengths and what makes them, as a message tells them.</summary>
    public string Words => Either([.. Lengths.Select(length => length.Words)]) + " " + Unit;

    /// <summary>The lengths in numbers, as a caller reads them.</summary>
    public string Sizes => Either([.. Lengths.Select(length => length.Size)]) + " " + Unit + (MayBeEmpty ? ", or none" : string.Empty);

    /// <summary>The lengths alone.</summary>
    public string Values => Either([.. Lengths.Select(length => Invariant.Text(length.Value))]);

    /// <summary>Whether a call takes a span of this length.</summary>
    public bool Takes(long length) => (MayBeEmpty && length == 0) || Lengths.Any(one => one.Value == length);

    private static string Either(string[] choices) => choices.Length == 1
        ? choices[0]
        : string.Join(", ", choices.Take(choices.Length - 1)) + " or " + choices[choices.Length - 1];
}
