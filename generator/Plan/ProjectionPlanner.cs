namespace AttnGen.Generator.Plan;

/// <summary>Chooses panels and tiles for a projection.</summary>
internal static class ProjectionPlanner
{
    /// <summary>Plans a projection.</summary>
    /// <param name="tier">The tier.</param>
    /// <param name="name">The method's name.</param>
    /// <param name="tokens">The number of tokens.</param>
    /// <param name="inputs">The width of a token.</param>
    /// <param name="outputs">The number of output features.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <param name="padded">Whether the target's rows are padded to whole vectors; else they lie close together.</param>
    public static ProjectionPlan Plan(Tier tier, string name, int tokens, int inputs, int outputs, bool bias, bool padded)
    {
        int vectors = tier.VectorsFor(outputs);
        int rowsInPanel = inputs + (bias ? 1 : 0);
        IReadOnlyList<VectorGroup> groups = VectorGroups.Cheapest(
            vectors, panel => TileCost.Of(BalancedSplit.Of(tokens, RegisterTiles.MostRowsFor(tier, panel)), panel, rowsInPanel));

        var panels = new List<ProjectionPanels>();
        int first = 0;
        foreach (VectorGroup group in groups)
        {
            AddPanels(group.Vectors, group.Count);
        }

        int lastLanes = outputs - ((vectors - 1) * tier.Lanes);
        if (!padded && lastLanes < tier.Lanes)
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

        return new ProjectionPlan
        {
            Name = name,
            Tokens = tokens,
            Inputs = inputs,
            Outputs = outputs,
            Bias = bias,
            TargetStride = padded ? tier.PadToVectors(outputs) : outputs,
            Panels = panels,
        };

        void AddPanels(int panelVectors, int count)
        {
            int width = panelVectors * tier.Lanes;
            panels.Add(new ProjectionPanels
            {
                FirstOutput = first,
                Vectors = panelVectors,
                Width = width,
                Length = rowsInPanel * width,
                Count = count,
                LastLanes = tier.Lanes,
                Rows = BalancedSplit.Of(tokens, RegisterTiles.MostRowsFor(tier, panelVectors)),
            });
            first += width * count;
        }
    }
}
