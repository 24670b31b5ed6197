using AttnGen.Generator.Emit;
using AttnGen.Generator.Shape;

namespace AttnGen.Tests.Exponential;

/// <summary>A loop around the kernels' own 2^x, so that many values pass through it in one call. The count is whole vectors.</summary>
internal sealed record Exp2LoopMethod(int LaneCount, NumberType Number) : KernelMethod
{
    public const string MethodName = "ReplaceByPowers";

    public override string Name => MethodName;

    public override string Summary => "Each value becomes its power of two.";

    public override string Parameters => "ref float values, int count";

    public override void WriteBody(MethodBody body)
    {
        string exp2 = body.Use(new Exp2Method(LaneCount, Number));
        using (body.Code.Open($"for (; count != 0; count -= {Literal.Int(LaneCount)})"))
        {
            body.Code.Line(body.Lanes.Store($"{exp2}({body.Lanes.Load("values")})", "values"));
            body.Code.Line(AttnGen.Generator.Emit.Reference.Advance("values", LaneCount));
        }
    }
}
