using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>
/// Writes which column of a head a panel starts at, where equal panels start at different ones. The factors of RoPE are then read from there.
/// </summary>
internal sealed class RopeColumn(RopeFactors? factors, ProjectionPanels panels)
{
    private readonly bool _moves = factors is not null && factors.Moves(panels);

    private string Name => "column" + Literal.Int(panels.FirstOutput);

    /// <summary>Declares the column of the first panel.</summary>
    public void WriteBegin(MethodBody body)
    {
        if (_moves)
        {
            body.Code.Line($"int {Name} = {Literal.Int(panels.FirstOutput % factors!.DK)};");
        }
    }

    /// <summary>Writes the reference to the factors of a panel's first token; the name of it.</summary>
    public string WriteReference(MethodBody body, string rope)
    {
        if (!_moves)
        {
            return rope;
        }

        string reference = rope + "From";
        body.Code.Line(Reference.Declare(reference, rope, Name));
        return reference;
    }

    /// <summary>Moves on to the column of the next panel.</summary>
    public void WriteNext(MethodBody body)
    {
        if (_moves)
        {
            body.Code.Line($"{Name} = ({Name} + {Literal.Int(panels.Width % factors!.DK)}) % {Literal.Int(factors.DK)};");
        }
    }
}
