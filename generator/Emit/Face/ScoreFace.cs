using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>
/// Writes what an entry point has for a shape's masks, biases, sinks and further results: parameters, documentation, checks, and the
/// operands that the kernel takes.
/// </summary>
/// <param name="spec">The shape.</param>
/// <param name="hasWeights">Whether what is learned comes with the weights, else with the call.</param>
internal sealed class ScoreFace(AttentionSpec spec, bool hasWeights)
{
    private readonly OperandFace _operands = new(spec);

    private bool TakesBias => spec.RelativeBias && !hasWeights;

    private bool TakesModifierData => spec.Modifier is { HasData: true };

    private bool TakesSink => spec.Sink == SinkKind.Learned && !hasWeights;

    /// <summary>The parameters that every call gives.</summary>
    public string Required =>
        (TakesBias ? $", {FaceNames.In} relativeBias" : string.Empty) + (TakesSink ? $", {FaceNames.In} sink" : string.Empty)
        + (TakesModifierData ? $", {FaceNames.In} modifierData" : string.Empty);

    /// <summary>The parameters that a call may leave out.</summary>
    public string Optional =>
        (spec.Mask == MaskKind.None ? string.Empty : $", {MaskType} mask = default, int maskKeys = {Literal.Int(spec.KeyValueLength)}")
        + (spec.LogSumExp ? $", {FaceNames.Out} logSumExp = default" : string.Empty)
        + (spec.Scores != ScoreStage.None ? $", {FaceNames.Out} scores = default" : string.Empty);

    /// <summary>The argument that hands the operands over.</summary>
    public string Argument => spec.HasOperands ? ", ref operands" : string.Empty;

    /// <summary>The same arguments out of the optional parts of a call.</summary>
    public string RequiredFromParts =>
        (TakesBias ? ", arguments.RelativeBias" : string.Empty) + (TakesSink ? ", arguments.Sink" : string.Empty)
        + (TakesModifierData ? ", arguments.ModifierData" : string.Empty);

    /// <summary>The same arguments out of the optional parts of a call, by name.</summary>
    public string OptionalFromParts =>
        (spec.Mask == MaskKind.None
            ? string.Empty
            : $", mask: arguments.{spec.Mask}Mask, maskKeys: arguments.MaskKeys ?? {Literal.Int(spec.KeyValueLength)}")
        + (spec.LogSumExp ? ", logSumExp: arguments.LogSumExp" : string.Empty)
        + (spec.Scores != ScoreStage.None ? ", scores: arguments.Scores" : string.Empty);

    private string MaskType => spec.Mask == MaskKind.Boolean ? "global::System.ReadOnlySpan<bool>" : _operands.In;

    private string MaskField => (spec.Mask == MaskKind.Additive && spec.IsNarrow ? ElementWords.Type(spec.Element) : spec.Mask.ToString()) + "Mask";

    private int Distances => spec.N + spec.KeyValueLength - 1;

    /// <summary>Writes the fields that keep what is learned.</summary>
    public static void WriteFields(CodeWriter code, AttentionSpec spec)
    {
        if (spec.RelativeBias)
        {
            code.Line("private readonly float[] _attnGenRelativeBias;");
        }

        if (spec.Sink == SinkKind.Learned)
        {
            code.Line("private readonly float[] _attnGenSink;");
        }
    }

    /// <summary>Writes how a constructor fills them.</summary>
    public static void WriteFieldValues(CodeWriter code, AttentionSpec spec)
    {
        if (spec.RelativeBias)
        {
            code.Line("_attnGenRelativeBias = weights.RelativeBias.ToArray();");
        }

        if (spec.Sink == SinkKind.Learned)
        {
            code.Line("_attnGenSink = weights.Sink.ToArray();");
        }
    }

    /// <summary>Writes the documentation of the parameters.</summary>
    public void WriteDoc(CodeWriter code)
    {
        string keys = Literal.Int(spec.KeyValueLength);
        if (TakesBias)
        {
            code.Line(_operands.NumberDoc("relativeBias", "The bias of each distance j − i + n − 1", spec.Heads, Distances));
        }

        if (TakesSink)
        {
            code.Line(_operands.NumberDoc("sink", "The logit without a value of each head", spec.Heads));
        }

        if (TakesModifierData)
        {
            code.Line($"/// <param name=\"modifierData\">What {spec.Modifier!.Name} reads: as many {spec.Number.Unit} as its DataLength says.</param>");
        }

        if (spec.Mask != MaskKind.None)
        {
            string what = spec.Mask == MaskKind.Boolean ? "true where a query attends to a key" : "added to the scores; −∞ hides a key";
            code.Line($"/// <param name=\"mask\">The mask, {what}: one row of maskKeys for all queries and heads, {Literal.Int(spec.N)} rows for all heads, "
                + $"or {Literal.Int(spec.Heads)} × {Literal.Int(spec.N)} rows; empty for none.</param>");
            code.Line($"/// <param name=\"maskKeys\">The keys that a row of the mask has, 1 … {keys}; those past it are hidden. Without a mask it counts for nothing.</param>");
        }

        if (spec.LogSumExp)
        {
            code.Line(_operands.NumberDoc("logSumExp", "Takes ln Σ e^score [heads, n], or is empty", spec.Heads, spec.N));
        }

        if (spec.Scores != ScoreStage.None)
        {
            code.Line(_operands.NumberDoc("scores", "Takes the scores [heads, n, keys], or is empty", spec.Heads, spec.N, spec.KeyValueLength));
        }
    }

    /// <summary>Writes the checks, and the local <c>operands</c>.</summary>
    /// <param name="code">Where to write.</param>
    /// <param name="inputs">The operands that are read, beside those here.</param>
    public void Write(CodeWriter code, IReadOnlyList<string> inputs)
    {
        if (!spec.HasOperands)
        {
            return;
        }

        List<string> read = [.. inputs];
        List<string> written = ["output"];
        if (spec.OffersWeights)
        {
            written.Add("attentionWeights");
        }

        code.Line($"var operands = new {FaceNames.Generated}ScoreOperands();");
        code.Line($"operands.Queries = {Literal.Int(spec.N)};");
        code.Line($"operands.Keys = {Literal.Int(spec.KeyValueLength)};");
        if (TakesBias)
        {
            code.Line(_operands.NumberLength("relativeBias", "heads × (n + keyValueLength − 1)", spec.Heads, Distances));
            read.Add("relativeBias");
        }

        if (TakesSink)
        {
            code.Line(_operands.NumberLength("sink", "heads", spec.Heads));
            read.Add("sink");
        }

        if (TakesModifierData)
        {
            code.Line($"{FaceNames.Guard}ModifierData(modifierData.Length, Shape{_operands.NumberUnit});");
            code.Line($"operands.ModifierData = {(spec.Number.IsFloat ? "modifierData" : $"{FaceNames.Generated}ScoreOperands.Stored(modifierData)")};");
            read.Add("modifierData");
        }

        if (spec.Mask != MaskKind.None)
        {
            WriteMask(code, read);
        }

        WriteResult(code, spec.LogSumExp, "logSumExp", "LogSumExp", "heads × n", read, written, spec.Heads, spec.N);
        WriteResult(
            code, spec.Scores != ScoreStage.None, "scores", "Scores", "heads × n × keyValueLength", read, written, spec.Heads, spec.N, spec.KeyValueLength);
        foreach (string input in read.Skip(inputs.Count).Where(input => input != "mask" || spec.Mask == MaskKind.Additive))
        {
            foreach (string output in written)
            {
                code.Line(_operands.Apart(output, input));
            }
        }

        if (spec.Mask == MaskKind.Boolean)
        {
            foreach (string output in written)
            {
                code.Line(_operands.ApartFromBooleans(output));
            }
        }

        if (spec.RelativeBias)
        {
            code.Line($"operands.RelativeBias = {Stored(hasWeights ? "_attnGenRelativeBias[0]" : FaceChecks.First("relativeBias"))};");
        }

        if (spec.Sink == SinkKind.Learned)
        {
            code.Line($"operands.Sinks = {Stored(hasWeights ? "_attnGenSink[0]" : FaceChecks.First("sink"))};");
        }
    }

    /// <summary>Writes what the scores hold where none is computed: keys past the length, and those that no query of a block sees.</summary>
    public void WriteUncomputed(CodeWriter code)
    {
        if (spec.Scores != ScoreStage.None)
        {
            code.Line("scores.Fill(float.NegativeInfinity);");
        }
    }

    /// <summary>A reference as the operands keep it.</summary>
    private string Stored(string first) => spec.Number.IsFloat ? "ref " + first : $"ref {FaceNames.Generated}ScoreOperands.Stored(ref {first})";

    private void WriteMask(CodeWriter code, List<string> read)
    {
        using (code.Open("if (!mask.IsEmpty)"))
        {
            code.Line($"{FaceNames.Generated}ScoreMask.Check(mask.Length, maskKeys, ref operands, "
                + $"{Literal.Int(spec.Heads)}, {Literal.Int(spec.N)}, {Literal.Int(spec.KeyValueLength)});");
            code.Line($"operands.{MaskField} = {(spec.Mask == MaskKind.Additive ? Stored(FaceChecks.First("mask")) : "ref " + FaceChecks.First("mask"))};");
        }

        read.Add("mask");
    }

    private void WriteResult(
        CodeWriter code, bool offered, string name, string field, string product, List<string> read, List<string> written, params int[] factors)
    {
        if (!offered)
        {
            return;
        }

        using (code.Open($"if (!{name}.IsEmpty)"))
        {
            code.Line(_operands.NumberLength(name, product, factors));
            foreach (string other in read.Concat(written).Where(other => other != "mask"))
            {
                code.Line(_operands.Apart(name, other));
            }

            code.Line($"operands.{field} = {Stored(FaceChecks.First(name))};");
        }

        written.Add(name);
    }
}
