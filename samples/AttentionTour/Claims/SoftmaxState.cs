using AttentionTour.Numbers;

namespace AttentionTour.Claims;

/// <summary>What softmax made of many rows of scores. An average is over the rows; a median says what a typical row does.</summary>
/// <param name="EntropyBits">The average entropy: log₂ n where all weights are equal, 0 where one has everything.</param>
/// <param name="LargestWeight">The average of each row's largest weight.</param>
/// <param name="NegligibleShare">The share of all weights that are below one in a million.</param>
/// <param name="TypicalJacobian">The median of ‖∂a/∂s‖.</param>
/// <param name="DecidedShare">The share of rows with ‖∂a/∂s‖ below <see cref="Decided"/>.</param>
/// <param name="TypicalQueryGradient">The median of ‖∂a/∂q‖.</param>
/// <param name="AverageQueryGradient">The average of ‖∂a/∂q‖.</param>
internal sealed record SoftmaxState(
    double EntropyBits,
    double LargestWeight,
    double NegligibleShare,
    double TypicalJacobian,
    double DecidedShare,
    double TypicalQueryGradient,
    double AverageQueryGradient)
{
    /// <summary>Below this ‖∂a/∂s‖ a row no longer reacts: one weight then is above 0.99.</summary>
    public const double Decided = 0.01;

    /// <summary>Summarises rows.</summary>
    public static SoftmaxState Of(IReadOnlyCollection<RowState> rows) => new(
        rows.Average(row => row.EntropyBits),
        rows.Average(row => row.LargestWeight),
        rows.Average(row => row.NegligibleShare),
        Statistics.Median(rows.Select(row => row.Jacobian)),
        rows.Average(row => row.Jacobian < Decided ? 1.0 : 0.0),
        Statistics.Median(rows.Select(row => row.QueryGradient)),
        rows.Average(row => row.QueryGradient));
}
