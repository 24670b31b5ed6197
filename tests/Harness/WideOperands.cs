namespace AttnGen.Tests.Harness;

/// <summary>The floats of a call as doubles at guard pages, and what a kernel of doubles gives, rounded to floats.</summary>
internal static class WideOperands
{
    /// <summary>A call of a kernel of doubles.</summary>
    public delegate void WideCall(AttentionArguments<double, double> arguments);

    /// <summary>Calls with the optional parts of a call in floats, and gives their results back.</summary>
    public static void Call(AttentionArguments arguments, WideCall call)
    {
        using GuardedMemory<double> context = Input(arguments.Context);
        using GuardedMemory<double> mask = Input(arguments.AdditiveMask);
        using GuardedMemory<double> bias = Input(arguments.RelativeBias);
        using GuardedMemory<double> sink = Input(arguments.Sink);
        using GuardedMemory<double> data = Input(arguments.ModifierData);
        using var weights = new GuardedMemory<double>(arguments.AttentionWeights.Length, Guard.AtEnd);
        using var logs = new GuardedMemory<double>(arguments.LogSumExp.Length, Guard.AtEnd);
        using var scores = new GuardedMemory<double>(arguments.Scores.Length, Guard.AtEnd);
        call(new AttentionArguments<double, double>
        {
            Context = context.Span,
            AdditiveMask = mask.Span,
            BooleanMask = arguments.BooleanMask,
            MaskKeys = arguments.MaskKeys,
            RelativeBias = bias.Span,
            Sink = sink.Span,
            ModifierData = data.Span,
            Length = arguments.Length,
            QueryLength = arguments.QueryLength,
            Position = arguments.Position,
            AttentionWeights = weights.Span,
            LogSumExp = logs.Span,
            Scores = scores.Span,
        });
        Narrow(weights, arguments.AttentionWeights, "attentionWeights");
        Narrow(logs, arguments.LogSumExp, "logSumExp");
        Narrow(scores, arguments.Scores, "scores");
    }

    /// <summary>The numbers as doubles that end at a protected page.</summary>
    public static GuardedMemory<double> Input(ReadOnlySpan<float> numbers)
    {
        var memory = new GuardedMemory<double>(numbers.Length, Guard.AtEnd);
        for (int i = 0; i < numbers.Length; i++)
        {
            memory.Span[i] = numbers[i];
        }

        memory.Protect();
        return memory;
    }

    /// <summary>Rounds what was written; fails if something beside it was.</summary>
    public static void Narrow(GuardedMemory<double> numbers, Span<float> target, string what)
    {
        numbers.AssertSlackUntouched(what);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = (float)numbers.Span[i];
        }
    }
}
