using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>
/// The one micro-kernel that projection, scoring and aggregation share: at each step of the depth, one scalar of each of
/// <see cref="Rows"/> rows is broadcast and multiplied with a panel row of <see cref="Vectors"/> vectors.
/// </summary>
internal sealed record TileMethod : KernelMethod
{
    /// <summary>The most multiply-adds between two branches of the depth loop: beyond, the code outgrows what it saves.</summary>
    private const int MostInLoopBody = 24;

    /// <summary>
    /// The same of tiles of so few registers that a step has 12: the branch and what moves on are a sixth of its instructions. Medians on
    /// Zen 3, on a noisy machine: 1.02 … 1.04 times as fast as with 24, 1.08 … 1.11 as with 12; the fastest calls are the same.
    /// </summary>
    private const int MostInLoopBodyOfFewRegisters = 48;

    /// <summary>Tiers with more registers have larger steps.</summary>
    private const int FewRegisters = 16;

    /// <summary>The most multiply-adds of a tile whose depth is unrolled whole, where a short call is worth its code.</summary>
    private const int MostUnrolled = 128;

    /// <summary>A line of the next panel is asked for at least once in so many steps.</summary>
    private const int StepsOfLine = 2;

    /// <summary>The stage that the tile serves: the beginning of its name.</summary>
    public required string Stage { get; init; }

    /// <summary>The scalars broadcast at each step.</summary>
    public required int Rows { get; init; }

    /// <summary>The vectors each is multiplied with.</summary>
    public required int Vectors { get; init; }

    /// <summary>The number of steps; null where it is known at run time only.</summary>
    public required int? Depth { get; init; }

    /// <summary>From one row to the next in the scalar operand.</summary>
    public required int RowStride { get; init; }

    /// <summary>From one step to the next in the scalar operand.</summary>
    public required int DepthStride { get; init; }

    /// <summary>From one row to the next in the target.</summary>
    public required int TargetStride { get; init; }

    /// <summary>How many lanes of the last vector are stored.</summary>
    public required int LastLanes { get; init; }

    /// <summary>From one row of the panel to the next, in floats; null where panel rows follow each other.</summary>
    public int? PanelStride { get; init; }

    /// <summary>
    /// Where the last vector starts in a row of the panel and of the target; null where it follows the one before. It may overlap it.
    /// </summary>
    public int? LastVectorStart { get; init; }

    /// <summary>How many panels the vectors are of; their targets follow each other.</summary>
    public int PanelsTogether { get; init; } = 1;

    /// <summary>From one of these panels to the next, in floats.</summary>
    public int PanelLength { get; init; }

    /// <summary>Whether <c>lanes</c>, the factors of the start and the finish, holds one for each row; else one for each lane.</summary>
    public bool FactorsOfRows { get; init; }

    /// <summary>How the accumulators begin.</summary>
    public TileStart Start { get; init; }

    /// <summary>What becomes of them.</summary>
    public TileFinish Finish { get; init; }

    /// <summary>How they are edited before they are stored and compared; null where they are not.</summary>
    public ScoreEdits? Edits { get; init; }

    /// <summary>How RoPE turns them before they are stored; null where it does not.</summary>
    public TileRope? Rope { get; init; }

    /// <summary>How many floats the tile asks for that others will multiply: those from <c>ahead</c> floats behind its panel on; 0 for none.</summary>
    public int Ahead { get; init; }

    /// <inheritdoc/>
    public override string Name
    {
        get
        {
            string depth = Depth is { } steps ? "Depth" + Literal.Int(steps) : string.Empty;
            string strides = $"Row{Literal.Int(RowStride)}Step{Literal.Int(DepthStride)}To{Literal.Int(TargetStride)}";
            string begin = Start == TileStart.Zero ? string.Empty : Start.ToString();
            string end = (Edits is null ? string.Empty : "Edited")
                + (Finish == TileFinish.Store ? string.Empty : Finish.ToString().Substring("Store".Length));
            string panel = (PanelStride is { } stride ? "Panel" + Literal.Int(stride) : string.Empty)
                + (LastVectorStart is { } last ? "Last" + Literal.Int(last) : string.Empty)
                + (Rope is { } rope ? $"Rope{Literal.Int(rope.RowStride)}At{string.Join("_", rope.Columns.Select(column => Literal.Int(column)))}" : string.Empty);
            string together = PanelsTogether == 1 ? string.Empty : $"In{Literal.Int(PanelsTogether)}Of{Literal.Int(PanelLength)}";
            string ahead = Ahead == 0 ? string.Empty : "Ahead" + Literal.Int(Ahead);
            return $"{Stage}Tile{Literal.Int(Rows)}x{Literal.Int(Vectors)}{together}{begin}{end}{ahead}_{depth}{strides}{panel}Lanes{Literal.Int(LastLanes)}";
        }
    }

    /// <inheritdoc/>
    public override string Summary =>
        $"{Stage}: {Literal.Int(Rows)} rows × {Literal.Int(Vectors)} vectors of accumulators, "
        + (Depth is { } steps ? $"{Literal.Int(steps)} steps deep." : "as deep as there are keys.");

    /// <inheritdoc/>
    public override string Parameters =>
        "ref float rows, ref float panel, ref float target"
        + (Start == TileStart.Carry || Finish != TileFinish.Store ? ", ref float lanes" : string.Empty)
        + TileEdits.Parameters(Edits)
        + (Rope is null ? string.Empty : ", ref float rope")
        + (Ahead == 0 ? string.Empty : ", int ahead")
        + (Depth is null ? ", int depth" : string.Empty);

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        WriteStart(body);
        if (Depth is not { } depth)
        {
            WriteAsDeepAsKnownLater(body);
        }
        else if (Rows * Vectors * depth <= (body.Tier.IsKeptShort ? MostInLoopBody : MostUnrolled))
        {
            WriteSteps(body, depth);
        }
        else
        {
            int unroll = Unroll(body.Tier, steps => depth % steps == 0);
            using (body.Code.Open($"for (int step = {Literal.Int(depth / unroll)}; step != 0; step--)"))
            {
                WriteSteps(body, unroll);
                WriteAhead(body, unroll, depth / unroll);
                WriteAdvance(body, unroll);
            }
        }

        WriteFinish(body);
    }

    /// <summary>The local that holds an accumulator.</summary>
    public static string Sum(int row, int vector) => $"sum{Literal.Int(row)}_{Literal.Int(vector)}";

    /// <summary>Writes the loop over a depth that is an argument: some steps at a time, then what is left one by one.</summary>
    private void WriteAsDeepAsKnownLater(MethodBody body)
    {
        int unroll = HasFewRegisters(body.Tier) ? Unroll(body.Tier, _ => true) : 1;
        string left = "depth";
        if (unroll > 1)
        {
            using (body.Code.Open($"for (int steps = depth / {Literal.Int(unroll)}; steps != 0; steps--)"))
            {
                WriteSteps(body, unroll);
                WriteAdvance(body, unroll);
            }

            left = $"depth % {Literal.Int(unroll)}";
        }

        using (body.Code.Open($"for (int step = {left}; step != 0; step--)"))
        {
            WriteSteps(body, 1);
            WriteAdvance(body, 1);
        }
    }

    private static bool HasFewRegisters(Tier tier) => tier.Registers <= FewRegisters && !tier.IsKeptShort;

    /// <summary>The steps between two branches: a power of two.</summary>
    private int Unroll(Tier tier, Func<int, bool> comesOutEven)
    {
        int most = HasFewRegisters(tier) ? MostInLoopBodyOfFewRegisters : MostInLoopBody;
        int unroll = 1;
        while (comesOutEven(unroll * 2) && Rows * Vectors * unroll * 2 <= most)
        {
            unroll *= 2;
        }

        return unroll;
    }

    private void WriteStart(MethodBody body)
    {
        Lanes lanes = body.Lanes;
        int width = lanes.Count;
        WriteFactorsOfLanes(body, Start == TileStart.Carry, "carry");
        for (int row = 0; row < Rows; row++)
        {
            WriteFactorOfRow(body, Start == TileStart.Carry, "carry", row);
            for (int vector = 0; vector < Vectors; vector++)
            {
                string start = Start switch
                {
                    TileStart.Bias => lanes.Load("panel", PanelStart(vector, width)),
                    TileStart.Carry => $"{lanes.Load("target", TargetOffset(row, vector, width))} * {Factor("carry", row, vector)}",
                    _ => lanes.Zero,
                };
                body.Code.Line($"var {Sum(row, vector)} = {start};");
            }
        }

        if (Start == TileStart.Bias)
        {
            body.Code.Line(Reference.Advance("panel", PanelWidth(width)));
        }
    }

    private void WriteSteps(MethodBody body, int steps)
    {
        Lanes lanes = body.Lanes;
        int width = lanes.Count;
        for (int step = 0; step < steps; step++)
        {
            for (int vector = 0; vector < Vectors; vector++)
            {
                int offset = (step * PanelAdvance(width)) + PanelStart(vector, width);
                body.Code.Line($"var panel{Literal.Int(step)}_{Literal.Int(vector)} = {lanes.Load("panel", offset)};");
            }

            for (int row = 0; row < Rows; row++)
            {
                string scalar = $"row{Literal.Int(step)}_{Literal.Int(row)}";
                string element = Reference.At("rows", ((long)row * RowStride) + ((long)step * DepthStride));
                body.Code.Line($"var {scalar} = {lanes.Broadcast(element)};");
                for (int vector = 0; vector < Vectors; vector++)
                {
                    string product = lanes.MultiplyAdd(scalar, $"panel{Literal.Int(step)}_{Literal.Int(vector)}", Sum(row, vector));
                    body.Code.Line($"{Sum(row, vector)} = {product};");
                }
            }
        }
    }

    private void WriteAdvance(MethodBody body, int steps)
    {
        body.Code.Line(Reference.Advance("rows", (long)steps * DepthStride));
        body.Code.Line(Reference.Advance("panel", (long)steps * PanelAdvance(body.Lanes.Count)));
    }

    /// <summary>Asks for the next lines, one for each two steps, which move on by less than the panel does.</summary>
    private void WriteAhead(MethodBody body, int steps, int turns)
    {
        if (Ahead == 0)
        {
            return;
        }

        int lines = Math.Max(1, steps / StepsOfLine);
        int floats = (Ahead + (turns * lines) - 1) / (turns * lines);
        for (int line = 0; line < lines; line++)
        {
            string ahead = line == 0 ? "ahead" : $"ahead + {Literal.Int(line * floats)}";
            body.Code.Line($"Prefetch.Line(ref panel, {ahead});");
        }

        body.Code.Line($"ahead -= {Literal.Int((steps * PanelAdvance(body.Lanes.Count)) - (lines * floats))};");
    }

    private int PanelWidth(int width) => Vectors / PanelsTogether * width;

    private int PanelAdvance(int width) => PanelStride ?? PanelWidth(width);

    private int PanelStart(int vector, int width)
    {
        if (PanelsTogether == 1)
        {
            return VectorStart(vector, width);
        }

        int vectors = Vectors / PanelsTogether;
        return (vector / vectors * PanelLength) + (vector % vectors * width);
    }

    private int VectorStart(int vector, int width) => vector == Vectors - 1 && LastVectorStart is { } start ? start : vector * width;

    private int TargetOffset(int row, int vector, int width) => (row * TargetStride) + VectorStart(vector, width);

    private string Factor(string name, int row, int vector) => name + Literal.Int(FactorsOfRows ? row : vector);

    private void WriteFactorsOfLanes(MethodBody body, bool used, string name)
    {
        for (int vector = 0; used && !FactorsOfRows && vector < Vectors; vector++)
        {
            body.Code.Line($"var {name}{Literal.Int(vector)} = {body.Lanes.Load("lanes", vector * body.Lanes.Count)};");
        }
    }

    /// <summary>Just before the row uses it, so that it holds no register for long.</summary>
    private void WriteFactorOfRow(MethodBody body, bool used, string name, int row)
    {
        if (used && FactorsOfRows)
        {
            body.Code.Line($"var {name}{Literal.Int(row)} = {body.Lanes.Broadcast(Reference.At("lanes", row))};");
        }
    }

    private void WriteFinish(MethodBody body)
    {
        if (Edits is { } edits)
        {
            new TileEdits(edits, Rows, Vectors, TargetStride).Write(body);
            return;
        }

        Lanes lanes = body.Lanes;
        int width = lanes.Count;
        WriteFactorsOfLanes(body, Finish == TileFinish.StoreScaled, "scale");
        for (int row = 0; row < Rows; row++)
        {
            WriteFactorOfRow(body, Finish == TileFinish.StoreScaled, "scale", row);
            for (int vector = 0; vector < Vectors; vector++)
            {
                string value = Finish == TileFinish.StoreScaled ? $"{Sum(row, vector)} * {Factor("scale", row, vector)}"
                    : Rope is { } rope ? Turned(lanes, rope, row, vector)
                    : Sum(row, vector);
                int offset = TargetOffset(row, vector, width);
                int stored = vector == Vectors - 1 ? LastLanes : width;
                if (stored == width)
                {
                    body.Code.Line(lanes.Store(value, "target", offset));
                    continue;
                }

                if (Rope is not null)
                {
                    body.Code.Line($"{Sum(row, vector)} = {value};");
                    value = Sum(row, vector);
                }

                foreach (string statement in lanes.StoreFirst(stored, value, "target", offset))
                {
                    body.Code.Line(statement);
                }
            }
        }

        if (Finish == TileFinish.StoreAndMax)
        {
            for (int vector = 0; vector < Vectors; vector++)
            {
                WriteMax(body, vector);
            }
        }
    }

    /// <summary>A pair (a, b) becomes (a·cos − b·sin, b·cos + a·sin).</summary>
    private static string Turned(Lanes lanes, TileRope rope, int row, int vector)
    {
        int cosines = (row * rope.RowStride) + rope.Columns[vector];
        string swapped = lanes.SwapPairs(Sum(row, vector), Sum(row, vector ^ 1));
        string cosine = $"{Sum(row, vector)} * {lanes.Load("rope", cosines)}";
        return lanes.MultiplyAdd(swapped, lanes.Load("rope", cosines + rope.Sines), cosine);
    }

    /// <summary>Keeps the largest score of each lane: a tree, so that the comparisons do not wait for each other.</summary>
    private void WriteMax(MethodBody body, int vector)
    {
        Lanes lanes = body.Lanes;
        int width = lanes.Count;
        for (int distance = 1; distance < Rows; distance *= 2)
        {
            for (int row = 0; row + distance < Rows; row += 2 * distance)
            {
                body.Code.Line($"{Sum(row, vector)} = {lanes.Max(Sum(row, vector), Sum(row + distance, vector))};");
            }
        }

        string largest = lanes.Max(lanes.Load("lanes", vector * width), Sum(0, vector));
        body.Code.Line(lanes.Store(largest, "lanes", vector * width));
    }
}
