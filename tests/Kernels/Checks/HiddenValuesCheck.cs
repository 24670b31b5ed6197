using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Problems;

namespace AttnGen.Tests.Kernels.Checks;

/// <summary>
/// Rule 7 where each query sees other keys: NaN and infinities in a key or a value reach the rows of the queries that see it, as in the
/// reference, and no other.
/// </summary>
internal static class HiddenValuesCheck
{
    private const double Tolerance = 1e-4;

    public static void Run(Kernel kernel)
    {
        AttentionShape shape = kernel.Shape;
        int keys = shape.KeyValueLength;
        foreach (float planted in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity])
        {
            foreach (int key in new[] { 0, 1, keys / 2, (keys / 2) + 5, keys - 1 }.Where(key => key < keys).Distinct())
            {
                int head = key % shape.KeyValueHeads;
                var values = new Problem(shape, 1);
                Tokens.Row(values, values.Value, head, key)[shape.DV / 2] = planted;
                ReferenceCheck.Run(kernel, Entry.Attend, values, keys, Tolerance, $"{planted} in value {key} of head {head}");

                var both = new Problem(shape, 1);
                Tokens.Row(both, both.Key, head, key).Fill(float.NaN);
                Tokens.Row(both, both.Value, head, key).Fill(planted);
                ReferenceCheck.Run(kernel, Entry.Attend, both, keys, Tolerance, $"NaN in key, {planted} in value {key} of head {head}");
            }
        }
    }
}
