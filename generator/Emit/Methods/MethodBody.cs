using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>What a method needs to write itself: the writer, the words of the width, and the methods that it calls.</summary>
internal sealed class MethodBody(CodeWriter code, Tier tier, MethodTable methods)
{
    /// <summary>The writer.</summary>
    public CodeWriter Code => code;

    /// <summary>The tier that the method is for.</summary>
    public Tier Tier => tier;

    /// <summary>The words of the tier's width.</summary>
    public Lanes Lanes { get; } = Lanes.Of(tier.Lanes, tier.Number);

    /// <summary>The name of a method to call; it is written, once, after this one.</summary>
    public string Use(KernelMethod method) => methods.Use(method);
}
