namespace AttnGen.Generator.Plan;

/// <summary>
/// The slopes of attention with linear biases (Press, Smith and Lewis, 2022): head h of H, from 1 on, has 2^(−8h/H) where H is a power of two;
/// otherwise the slopes of the next smaller power of two come first, then every second of the next larger.
/// </summary>
internal static class AlibiSlopes
{
    /// <summary>One slope a head.</summary>
    public static IReadOnlyList<double> Of(int heads)
    {
        int power = 1;
        while (power * 2 <= heads)
        {
            power *= 2;
        }

        IEnumerable<double> own = Enumerable.Range(1, power).Select(head => Math.Pow(2, -8.0 * head / power));
        IEnumerable<double> between = Enumerable.Range(0, heads - power).Select(head => Math.Pow(2, -8.0 * ((2 * head) + 1) / (2 * power)));
        return [.. own, .. between];
    }
}
