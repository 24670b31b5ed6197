using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AttnGen.Generator.Diagnostics.Calls;

/// <summary>The value that a variable gets once and keeps.</summary>
internal static class OnlyValue
{
    /// <summary>How many variables are followed, one to the next: fields may name each other in a circle.</summary>
    public const int Depth = 8;

    /// <summary>The value of a local or a readonly field; null for everything else, and where there may be another one.</summary>
    public static IOperation? Of(IOperation variable) => variable switch
    {
        ILocalReferenceOperation local => LocalUses.OnlyValue(local),
        IFieldReferenceOperation field => ReadonlyField.OnlyValue(field),
        _ => null,
    };
}
