using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AttnGen.Generator.Diagnostics.Calls;

/// <summary>
/// What is said of calls of a kernel. Other than the catalogue of shapes these are advice: the kernel is there, and each can be switched
/// off. The numbers begin at 50.
/// </summary>
internal static class CallDescriptors
{
    public static readonly DiagnosticDescriptor WrongLength = Advice(
        "ATTN050",
        "An operand has the wrong length",
        "'{0}' of '{1}' must hold {2}, but holds {3}. Give it a length of {4}.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor DiscardedRefusal = Advice(
        "ATTN051",
        "The refusal of a kernel is discarded",
        "What '{0}' refuses is caught as '{1}' and discarded, so nobody learns of a wrong length. Let it pass, report it, or say in a comment why it does not matter.",
        DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor LoopAllocation = Advice(
        "ATTN052",
        "A buffer is allocated in a loop",
        "The loop allocates '{0}' of '{1}' on every turn, and one buffer would serve them all. Allocate it before the loop.",
        DiagnosticSeverity.Info);

    /// <summary>All of them, in the order of their ids.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> All = [WrongLength, DiscardedRefusal, LoopAllocation];

    private static DiagnosticDescriptor Advice(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, "AttnGen", severity, isEnabledByDefault: true, helpLinkUri: Descriptors.HelpLinkBase + id + ".md");
}
