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

    /// <summary>The most multiply-adds of a tile whose depth is unrolled whole, where a short call is worth its code.</summary>
    private const int MostUnrolled = 128;

    private const string Carry = "carry";

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
    public TileEnd End { get; init; } = new StoredEnd();

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
            string panel = (PanelStride is { } stride ? "Panel" + Literal.Int(stride) : string.Empty)
                + (LastVectorStart is { } last ? "Last" + Literal.Int(last) : string.Empty);
            string together = PanelsTogether == 1 ? string.Empty : $"In{Literal.Int(PanelsTogether)}Of{Literal.Int(PanelLength)}";
            string ahead = Ahead == 0 ? string.Empty : "Ahead" + Literal.Int(Ahead);
            return $"{Stage}Tile{Literal.Int(Rows)}x{Literal.Int(Vectors)}{together}{begin}{End.Word}{ahead}_{depth}{strides}{panel}Lanes{Literal.Int(LastLanes)}";
        }
    }

    /// <inheritdoc/>
    public override string Summary =>
        $"{Stage}: {Literal.Int(Rows)} rows × {Literal.Int(Vectors)} vectors of accumulators, "
        + (Depth is { } steps ? $"{Literal.Int(steps)} steps deep." : "as deep as there are keys.");

    /// <inheritdoc/>
    public override string Parameters =>
        "ref float rows, ref float panel, ref float target"
        + (Start == TileStart.Carry || End.HasLanes ? ", ref float lanes" : string.Empty)
        + End.Parameters
        + (Ahead == 0 ? string.Empty : ", int ahead")
        + (Depth is null ? ", int depth" : string.Empty);

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        if (body.Tier.HasFewRegisters && Depth is > 1 and { } known)
        {
            WriteWithSpreadEdges(body, known);
            return;
        }

        WriteStart(body);
        if (Depth is { } depth)
        {
            WriteWhole(body, depth);
        }
        else
        {
            WriteAsDeepAsKnownLater(body);
        }

        WriteEnd(body);
    }

    /// <summary>The local that holds an accumulator.</summary>
    public static string Sum(int row, int vector) => $"sum{Literal.Int(row)}_{Literal.Int(vector)}";

    /// <summary>
    /// Writes a tile with its first and its last step peeled off, so that its edges cost next to nothing. Accumulators that are cleared all at
    /// once, and stored all at once, are some thirty instructions in which nothing is multiplied, and the stores wait in the queues that the next
    /// tile's products need: with 12 accumulators 28 … 32 cycles a tile were measured on Zen 3, whatever its depth. Where the first step
    /// multiplies instead of adding to zeros, and the last one hands each accumulator on as soon as it is complete, a tile that stores them
    /// takes 1 cycle more than its products, and one that compares them too 6.
    /// </summary>
    private void WriteWithSpreadEdges(MethodBody body, int depth)
    {
        int between = depth - 1;
        if (Start == TileStart.Zero)
        {
            WriteSteps(body, "First", 1, (row, vector, product, _) => body.Code.Line($"var {Sum(row, vector)} = {product};"));
            WriteAdvance(body, 1);
            between--;
        }
        else
        {
            WriteStart(body);
        }

        if (IsLoop(body.Tier, between))
        {
            int unroll = Unroll(body.Tier, _ => true);
            WriteLoop(body, between / unroll, unroll);
            between %= unroll;
        }

        WriteSteps(body, "Left", between, WriteAdd(body));
        WriteAdvance(body, between);
        End.WriteBegin(body, this);
        WriteSteps(body, "Last", 1, (row, vector, _, added) =>
        {
            body.Code.Line($"{Sum(row, vector)} = {added};");
            End.WriteSum(body, this, row, vector);
        });
        End.WriteEnd(body, this);
    }

    private void WriteWhole(MethodBody body, int depth)
    {
        if (!IsLoop(body.Tier, depth))
        {
            WriteSteps(body, string.Empty, depth, WriteAdd(body));
            return;
        }

        int unroll = Unroll(body.Tier, steps => depth % steps == 0);
        WriteLoop(body, depth / unroll, unroll);
    }

    private void WriteLoop(MethodBody body, int turns, int unroll)
    {
        using (body.Code.Open($"for (int step = {Literal.Int(turns)}; step != 0; step--)"))
        {
            WriteSteps(body, string.Empty, unroll, WriteAdd(body));
            WriteAhead(body, unroll, turns);
            WriteAdvance(body, unroll);
        }
    }

    /// <summary>Whether so many steps are a loop; a few are written one after the other.</summary>
    private bool IsLoop(Tier tier, int steps) => Rows * Vectors * steps > (tier.IsKeptShort ? MostInLoopBody : MostUnrolled);

    /// <summary>Writes the loop over a depth that is an argument: some steps at a time, then what is left one by one.</summary>
    private void WriteAsDeepAsKnownLater(MethodBody body)
    {
        int unroll = body.Tier.HasFewRegisters ? Unroll(body.Tier, _ => true) : 1;
        string left = "depth";
        if (unroll > 1)
        {
            using (body.Code.Open($"for (int steps = depth / {Literal.Int(unroll)}; steps != 0; steps--)"))
            {
                WriteSteps(body, string.Empty, unroll, WriteAdd(body));
                WriteAdvance(body, unroll);
            }

            left = $"depth % {Literal.Int(unroll)}";
        }

        using (body.Code.Open($"for (int step = {left}; step != 0; step--)"))
        {
            WriteSteps(body, string.Empty, 1, WriteAdd(body));
            WriteAdvance(body, 1);
        }
    }

    /// <summary>The steps between two branches: a power of two.</summary>
    private int Unroll(Tier tier, Func<int, bool> comesOutEven)
    {
        int most = tier.HasFewRegisters ? MostInLoopBodyOfFewRegisters : MostInLoopBody;
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
        if (Start == TileStart.Carry)
        {
            WriteFactorsOfLanes(body, Carry);
        }

        for (int row = 0; row < Rows; row++)
        {
            if (Start == TileStart.Carry)
            {
                WriteFactorOfRow(body, Carry, row);
            }

            for (int vector = 0; vector < Vectors; vector++)
            {
                string start = Start switch
                {
                    TileStart.Bias => lanes.Load("panel", PanelStart(vector, width)),
                    TileStart.Carry => $"{lanes.Load("target", TargetOffset(row, vector, width))} * {Factor(Carry, row, vector)}",
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

    /// <summary>Writes some steps.</summary>
    /// <param name="body">Where to write.</param>
    /// <param name="name">What the names of their locals have of their own.</param>
    /// <param name="steps">How many.</param>
    /// <param name="use">Writes what becomes of a product, given its row and vector, and it alone and added to its accumulator.</param>
    private void WriteSteps(MethodBody body, string name, int steps, Action<int, int, string, string> use)
    {
        Lanes lanes = body.Lanes;
        int width = lanes.Count;
        for (int step = 0; step < steps; step++)
        {
            string panel = $"panel{name}{Literal.Int(step)}_";
            for (int vector = 0; vector < Vectors; vector++)
            {
                int offset = (step * PanelAdvance(width)) + PanelStart(vector, width);
                body.Code.Line($"var {panel}{Literal.Int(vector)} = {lanes.Load("panel", offset)};");
            }

            for (int row = 0; row < Rows; row++)
            {
                string scalar = $"row{name}{Literal.Int(step)}_{Literal.Int(row)}";
                string element = Reference.At("rows", ((long)row * RowStride) + ((long)step * DepthStride));
                body.Code.Line($"var {scalar} = {lanes.Broadcast(element)};");
                for (int vector = 0; vector < Vectors; vector++)
                {
                    string factor = panel + Literal.Int(vector);
                    use(row, vector, $"{scalar} * {factor}", lanes.MultiplyAdd(scalar, factor, Sum(row, vector)));
                }
            }
        }
    }

    private static Action<int, int, string, string> WriteAdd(MethodBody body) =>
        (row, vector, _, added) => body.Code.Line($"{Sum(row, vector)} = {added};");

    private void WriteAdvance(MethodBody body, int steps)
    {
        if (steps == 0)
        {
            return;
        }

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

        int lines = Math.Max(1, steps / ProjectionPlanner.StepsOfLine);
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

    /// <summary>The local that holds the factor of an accumulator.</summary>
    public string Factor(string name, int row, int vector) => name + Literal.Int(FactorsOfRows ? row : vector);

    /// <summary>Writes the factors in <c>lanes</c>, if they are those of lanes.</summary>
    public void WriteFactorsOfLanes(MethodBody body, string name)
    {
        for (int vector = 0; !FactorsOfRows && vector < Vectors; vector++)
        {
            body.Code.Line($"var {name}{Literal.Int(vector)} = {body.Lanes.Load("lanes", vector * body.Lanes.Count)};");
        }
    }

    /// <summary>Writes the factor of a row, if they are those of rows: just before the row uses it, so that it holds no register for long.</summary>
    public void WriteFactorOfRow(MethodBody body, string name, int row)
    {
        if (FactorsOfRows)
        {
            body.Code.Line($"var {name}{Literal.Int(row)} = {body.Lanes.Broadcast(Reference.At("lanes", row))};");
        }
    }

    /// <summary>Whether all lanes of a vector are stored.</summary>
    public bool StoresWhole(MethodBody body, int vector) => vector != Vectors - 1 || LastLanes == body.Lanes.Count;

    /// <summary>Writes a value to an accumulator's place in the target.</summary>
    public void WriteStore(MethodBody body, int row, int vector, string value)
    {
        Lanes lanes = body.Lanes;
        int offset = TargetOffset(row, vector, lanes.Count);
        if (StoresWhole(body, vector))
        {
            body.Code.Line(lanes.Store(value, "target", offset));
            return;
        }

        foreach (string statement in lanes.StoreFirst(LastLanes, value, "target", offset))
        {
            body.Code.Line(statement);
        }
    }

    /// <summary>Writes what becomes of the accumulators where all of them are complete.</summary>
    private void WriteEnd(MethodBody body)
    {
        End.WriteBegin(body, this);
        for (int row = 0; row < Rows; row++)
        {
            for (int vector = 0; vector < Vectors; vector++)
            {
                End.WriteSum(body, this, row, vector);
            }
        }

        End.WriteEnd(body, this);
    }
}
