using System.Text;
using AttentionTour.Claims;
using AttentionTour.Printing;
using AttentionTour.Stages;

namespace AttentionTour;

/// <summary>
/// The table of contents: first the five stages of attention on one sentence, then what is said about attention, measured. Each stop is
/// one file; read them in this order.
/// </summary>
internal static class Program
{
    internal static readonly Stop[] Stops =
    [
        new("projection", "Linear projection: one token, three roles", Projection.Show),
        new("scoring", "Scoring: every query meets every key", Scoring.Show),
        new("scaling", "Scaling: divide by √dK", Scaling.Show),
        new("softmax", "Normalization: softmax, the probability filter", Softmax.Show),
        new("aggregation", "Aggregation: the weighted sum of values", Aggregation.Show),

        new("saturation", "Why √dK: dot products grow, softmax saturates", SaturationClaim.Show),
        new("distance", "One step between any two tokens", DistanceClaim.Show),
        new("cost", "The price: n × n", CostClaim.Show),
        new("rows", "Parallel: every row stands alone", RowsClaim.Show),
        new("order", "What is left out: attention does not see order", OrderClaim.Show),
        new("cross", "Self-attention and cross-attention", CrossClaim.Show),
        new("heads", "Next: several small attentions side by side", HeadsClaim.Show),
    ];

    private static int Main(string[] arguments)
    {
        // Without a byte-order mark, so that redirected output is plain text.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return Tour.Run(arguments, Console.Out, Console.Error, Ink.IsWelcome());
    }
}
