namespace AttnGen.Generator.Emit;

/// <summary>A part of the way from the product to the softmax: scores that are asked for may be taken in between.</summary>
internal enum EditPart
{
    /// <summary>All of it.</summary>
    All,

    /// <summary>The softcap.</summary>
    Softcap,

    /// <summary>What follows the softcap.</summary>
    AfterSoftcap,
}
