using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Plan;

/// <summary>Chooses panels and tiles for a projection.</summary>
internal static class ProjectionPlanner
{
    /// <summary>
    /// The bytes of the tokens that stay in the second-level cache beside a panel: 256 KB of the 1 MB or more of today's cores.
    /// </summary>
    private const int MostBlockBytes = 1 << 18;

    /// <summary>
    /// From so many bytes of weights on, the first tile of a panel waits for it unless the tiles before have asked for it. Measured alone on
    /// the core, with all else in its caches: 1.14 times as fast at 64×1024 h32, 1.06 at 128×384 h12, 1.02 at 197×192 h3.
    /// </summary>
    private const int FewestBytesAhead = 1 << 17;

    /// <summary>The bytes of the narrowest vectors of the processors that are asked.</summary>
    private const int FewestVectorBytesAhead = 32;

    /// <summary>The bytes of a cache line.</summary>
    private const int LineBytes = 64;

    /// <summary>A tile asks for a line at each turn of its loop, once in so many steps at least.</summary>
    public const int StepsOfLine = 2;

    /// <summary>
    /// The steps of a tile of 12 accumulators that may be outside its loop: the first, the last, and three that are left of a loop over four.
    /// </summary>
    private const int StepsWithoutLine = 5;

    /// <summary>
    /// Parts must not cost more than what they save, bringing rows together: two hundredths of the time where other panels have even tiles, as at
    /// 128×384 h12, were measured to be more.
    /// </summary>
    private const double MostForParts = 1.01;

    /// <summary>Plans a projection.</summary>
    /// <param name="tier">The tier.</param>
    /// <param name="matrix">The matrix of the runtime's AttentionWeights.</param>
    /// <param name="tokens">The number of tokens.</param>
    /// <param name="inputs">The width of a token.</param>
    /// <param name="outputs">The number of output features.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <param name="pairs">Whether pairs of outputs are turned: then both must be in one panel, even where a vector holds one float.</param>
    /// <param name="part">
    /// The outputs whose rows are wanted behind each other, apart from others: a divisor of all. They are, if they are whole equal panels.
    /// </param>
    public static ProjectionPlan Plan(
        Tier tier, string matrix, int tokens, int inputs, int outputs, bool bias, bool pairs = false, int? part = null)
    {
        int vectors = tier.VectorsFor(outputs);
        int rowsInPanel = inputs + (bias ? 1 : 0);
        int tokenBlock = TokenBlock(tokens, inputs * tier.Number.Bytes);
        var target = new ProductTarget(outputs, 0);
        IReadOnlyList<VectorGroup> groups = pairs && tier.Lanes == 1 ? [new VectorGroup(2, vectors / 2)] : Groups(vectors);
        if (part < outputs && part % tier.Lanes == 0 && Groups(tier.VectorsFor(part.Value)) is { Count: 1 } equal)
        {
            VectorGroup[] inParts = [new VectorGroup(equal[0].Vectors, vectors / equal[0].Vectors)];
            if (Cost(inParts) <= Cost(groups) * MostForParts)
            {
                target = new ProductTarget(part.Value, checked(tokens * part.Value));
                groups = inParts;
            }
        }

        var panels = new List<ProjectionPanels>();
        int first = 0;
        foreach (VectorGroup group in groups)
        {
            AddPanels(group.Vectors, group.Count);
        }

        int lastLanes = outputs - ((vectors - 1) * tier.Lanes);
        if (lastLanes < tier.Lanes)
        {
            // The last panel alone stores part of its last vector.
            ProjectionPanels last = panels[panels.Count - 1];
            panels.RemoveAt(panels.Count - 1);
            first = last.FirstOutput;
            if (last.Count > 1)
            {
                AddPanels(last.Vectors, last.Count - 1);
            }

            AddPanels(last.Vectors, 1);
            panels[panels.Count - 1] = panels[panels.Count - 1] with { LastLanes = lastLanes };
        }

        return new ProjectionPlan(matrix, new ProductPlan
        {
            Tokens = tokens,
            Inputs = inputs,
            Outputs = outputs,
            Target = target,
            Bias = bias,
            TokenBlock = tokenBlock,
            Panels = new EquatableArray<ProjectionPanels>([.. panels]),
        });

        IReadOnlyList<VectorGroup> Groups(int count) =>
            VectorGroups.Cheapest(count, RegisterTiles.MostVectorsFor(tier), panel => Tiles(panel).Cost(panel, rowsInPanel));

        double Cost(IReadOnlyList<VectorGroup> cut) => cut.Sum(group => group.Count * Tiles(group.Vectors).Cost(group.Vectors, rowsInPanel));

        int Ahead(int width, RowTiles rows)
        {
            int ahead = ((rowsInPanel * width * rows.Rows) + rows.Total - 1) / rows.Total;
            int bytes = tier.Number.Bytes;
            return tier.Lanes * bytes >= FewestVectorBytesAhead
                && (long)inputs * outputs * bytes >= FewestBytesAhead
                && ahead * bytes * StepsOfLine <= (inputs - StepsWithoutLine) * LineBytes
                ? ahead
                : 0;
        }

        RowTiles Tiles(int panelVectors) => RowTiles.Cheapest(
            tokenBlock, RegisterTiles.MostRowsFor(tier, panelVectors), panelVectors, rowsInPanel, overlap: true, shorter: tier.HasFewRegisters);

        void AddPanels(int panelVectors, int count)
        {
            int width = panelVectors * tier.Lanes;
            RowTiles rows = Tiles(panelVectors);
            panels.Add(new ProjectionPanels
            {
                FirstOutput = first,
                Vectors = panelVectors,
                Width = width,
                Length = rowsInPanel * width,
                Count = count,
                LastLanes = tier.Lanes,
                Rows = rows,
                Ahead = Ahead(width, rows),
            });
            first += width * count;
        }
    }

    /// <summary>Near-equal blocks of tokens.</summary>
    private static int TokenBlock(int tokens, int tokenBytes)
    {
        int most = Math.Max(1, MostBlockBytes / tokenBytes);
        int blocks = (tokens + most - 1) / most;
        return (tokens + blocks - 1) / blocks;
    }
}
