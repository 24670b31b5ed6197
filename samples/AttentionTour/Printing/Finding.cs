namespace AttentionTour.Printing;

/// <summary>How a claim fared.</summary>
internal enum Verdict
{
    /// <summary>The numbers say the same.</summary>
    Holds,

    /// <summary>It is true within limits that the claim does not mention.</summary>
    WithinLimits,

    /// <summary>The numbers say less.</summary>
    TooStrong,
}

/// <summary>A claim of the article beside what was measured.</summary>
/// <param name="Stage">The stop that measured it.</param>
/// <param name="Verdict">How it fared.</param>
/// <param name="Claim">The claim, in few enough words for a line.</param>
/// <param name="Measured">What was measured, with its numbers.</param>
internal sealed record Finding(string Stage, Verdict Verdict, string Claim, string Measured);
