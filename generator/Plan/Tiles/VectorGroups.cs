namespace AttnGen.Generator.Plan;

/// <summary>Cuts a number of vectors into panels of near-equal width, so that no thin panel is left over.</summary>
internal static class VectorGroups
{
    /// <summary>
    /// Panels of a second width must pay for their code: every stage is then written, compiled and held in the instruction cache twice.
    /// </summary>
    private const double SecondWidth = 1.05;

    /// <summary>The cut of <paramref name="total"/> vectors that costs least.</summary>
    /// <param name="total">The number of vectors.</param>
    /// <param name="widest">The most vectors of one panel.</param>
    /// <param name="cost">The cycles of one panel of so many vectors.</param>
    public static IReadOnlyList<VectorGroup> Cheapest(int total, int widest, Func<int, double> cost)
    {
        IReadOnlyList<VectorGroup>? best = null;
        double bestCost = double.MaxValue;
        for (int most = 1; most <= Math.Min(widest, total); most++)
        {
            VectorGroup[] groups = Balanced(total, most);
            double sum = groups.Sum(group => group.Count * cost(group.Vectors)) * (groups.Length > 1 ? SecondWidth : 1);
            if (sum < bestCost)
            {
                best = groups;
                bestCost = sum;
            }
        }

        return best!;
    }

    /// <summary>As few panels as hold at most so many vectors each: first the wide ones, then those of one vector less.</summary>
    public static VectorGroup[] Balanced(int total, int most)
    {
        int panels = (total + most - 1) / most;
        int wide = (total + panels - 1) / panels;
        int narrow = (wide * panels) - total;
        return narrow == 0 ? [new(wide, panels)] : [new(wide, panels - narrow), new(wide - 1, narrow)];
    }
}
