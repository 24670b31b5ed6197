using AttentionTour.Numbers;

namespace AttentionTour.Printing;

/// <summary>A matrix and how to print it.</summary>
/// <param name="Title">Its name and meaning.</param>
/// <param name="Columns">A label a column.</param>
/// <param name="Matrix">The numbers.</param>
internal sealed record MatrixView(string Title, IReadOnlyList<string> Columns, Matrix Matrix)
{
    /// <summary>How a number is written.</summary>
    public string Format { get; init; } = "0.00";

    /// <summary>Whether the largest numbers of each row stand in brackets and large ones on a coloured ground.</summary>
    public bool ShowsLargest { get; init; }
}
