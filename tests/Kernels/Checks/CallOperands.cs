using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Checks;

/// <summary>The operands of one call by name, so that each can be made wrong in turn.</summary>
internal sealed class CallOperands
{
    private const float Untouched = 42.5f;

    private readonly KernelFace _face;
    private readonly Entry _entry;
    private readonly Dictionary<string, Memory<float>> _operands = [];

    public CallOperands(KernelFace face, Entry entry)
    {
        _face = face;
        _entry = entry;
        foreach ((string name, int length) in ExpectedLengths(face.Shape, entry))
        {
            Set(name, new float[length]);
        }
    }

    /// <summary>The operands of one call of a shape with their lengths in floats, results last.</summary>
    public static IEnumerable<(string Name, int Length)> ExpectedLengths(AttentionShape shape, Entry entry)
    {
        if (entry == Entry.Forward)
        {
            yield return ("x", shape.InputLength);
            if (shape.IsCrossAttention)
            {
                yield return ("context", shape.ContextLength);
            }
        }
        else
        {
            yield return ("query", shape.QueryLength);
            yield return ("key", shape.KeyLength);
            yield return ("value", shape.ValueLength);
        }

        yield return ("output", shape.OutputLengthOf(entry));
        yield return ("attentionWeights", checked((int)shape.AttentionWeightsLength));
    }

    /// <summary>Whether an operand is written.</summary>
    public static bool IsResult(string name) => name is "output" or "attentionWeights";

    /// <summary>Puts other memory in an operand's place.</summary>
    public void Set(string name, Memory<float> memory)
    {
        _operands[name] = memory;
        memory.Span.Fill(Untouched);
    }

    public void Invoke(int? length = null)
    {
        Span<float> Operand(string name) => _operands.GetValueOrDefault(name).Span;
        if (_entry == Entry.Forward)
        {
            _face.Forward(Operand("x"), Operand("output"), Operand("context"), length, Operand("attentionWeights"));
        }
        else
        {
            _face.Attend(Operand("query"), Operand("key"), Operand("value"), Operand("output"), length, Operand("attentionWeights"));
        }
    }

    /// <summary>Calls, expects a refusal of exactly one type, and sees that nothing was written before it.</summary>
    public TException AssertRefused<TException>(string what, int? length = null)
        where TException : ArgumentException
    {
        Exception? thrown = null;
        try
        {
            Invoke(length);
        }
        catch (Exception exception)
        {
            thrown = exception;
        }

        Assert.True(thrown?.GetType() == typeof(TException), $"{what}: {thrown?.ToString() ?? "nothing was thrown"}");
        foreach ((string name, Memory<float> memory) in _operands)
        {
            Assert.False(memory.Span.ContainsAnyExcept(Untouched), $"{what}: {name} was written before the checks.");
        }

        return (TException)thrown!;
    }
}
