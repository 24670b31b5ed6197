using System.Collections.Immutable;
using AttnGen.Generator.Shape.Rules;
using Microsoft.CodeAnalysis;

namespace AttnGen.Generator.Diagnostics;

/// <summary>
/// The catalogue of diagnostics. All are errors that cannot be switched off: each one means that a kernel is not generated, and without it
/// nobody would know why. Each message names the thing and says how to repair it; the page behind its link shows the mistake and the
/// repair.
/// </summary>
internal static class Descriptors
{
    /// <summary>Where the pages are; the file's name is the id.</summary>
    public const string HelpLinkBase = "https://github.com/attngen/attngen/blob/main/docs/diagnostics/";

    private const string Category = "AttnGen";

    public static readonly DiagnosticDescriptor NotPartial = Error(
        RuleIds.NotPartial,
        "The class is not partial",
        "'{0}' has an [AttentionShape] but is not partial, so the kernel cannot be added to it. Declare it as '{1}'.");

    public static readonly DiagnosticDescriptor ContainingTypeNotPartial = Error(
        RuleIds.ContainingTypeNotPartial,
        "A containing type is not partial",
        "'{0}' contains the kernel '{1}' but is not partial, so the kernel cannot be added to it. Declare it as '{2}'.");

    public static readonly DiagnosticDescriptor SizeBelowOne = Error(
        RuleIds.SizeBelowOne,
        "A size is below 1",
        "{0} is {1}, but every size of a shape is at least 1. Give it the size that your data has.");

    public static readonly DiagnosticDescriptor ShapeTooLarge = Error(
        RuleIds.ShapeTooLarge,
        "The shape is too large",
        "The shape is too large: {0} is {1}, and the limit is {2}, since {3}. Make it smaller, or split the work into several calls.");

    public static readonly DiagnosticDescriptor ContradictoryProperties = Error(
        RuleIds.ContradictoryProperties,
        "Properties contradict each other",
        "{0} {1}. {2}.");

    public static readonly DiagnosticDescriptor UnusableScale = Error(
        RuleIds.UnusableScale,
        "The scale is no usable number",
        "Scale is {0}, but scores can only be scaled by a finite number above 0 that a float holds. Leave Scale out for 1/√dK.");

    public static readonly DiagnosticDescriptor UnknownLayout = Error(
        RuleIds.UnknownLayout,
        "The layout is not defined",
        "Layout is {0}, which is no HeadLayout. Use HeadLayout.TokenMajor or HeadLayout.HeadMajor.");

    public static readonly DiagnosticDescriptor UnsupportedClass = Error(
        RuleIds.UnsupportedClass,
        "The class cannot become a kernel",
        "'{0}' cannot become a kernel: {1}. {2}.");

    public static readonly DiagnosticDescriptor LanguageTooOld = Error(
        RuleIds.LanguageTooOld,
        "The C# version is too old",
        "The kernel of '{0}' needs C# {1}, but the project is compiled as C# {2}. Remove LangVersion from the project, or raise it.");

    public static readonly DiagnosticDescriptor MemberTaken = Error(
        RuleIds.MemberTaken,
        "A member of the kernel is taken",
        "The kernel of '{0}' has a member '{1}', but {2}. {3}.");

    public static readonly DiagnosticDescriptor ConstructorImpossible = Error(
        RuleIds.ConstructorImpossible,
        "The kernel's constructor is impossible",
        "'{0}' cannot have the constructor that takes its weights: {1}. {2}.");

    public static readonly DiagnosticDescriptor WeightsBypassed = Error(
        RuleIds.WeightsBypassed,
        "A constructor bypasses the weights",
        "The constructor '{0}' makes a kernel without weights. {1}.");

    public static readonly DiagnosticDescriptor KernelNotWritten = Error(
        RuleIds.KernelNotWritten,
        "The kernel could not be written",
        "The kernel of '{0}' could not be written, which is a defect of AttnGen. Please report it with the shape and this text: {1}: {2}");

    public static readonly DiagnosticDescriptor UnknownCausalAlignment = Error(
        RuleIds.UnknownCausalAlignment,
        "The causal alignment is not defined",
        "Causal is {0}, which is no CausalAlignment. Use CausalAlignment.TopLeft, CausalAlignment.BottomRight or CausalAlignment.None.");

    public static readonly DiagnosticDescriptor HeadsNotShared = Error(
        RuleIds.HeadsNotShared,
        "Heads cannot share the key/value heads",
        "KeyValueHeads is {0}, which does not divide the {1} heads, so they cannot share keys and values in groups of equal size. Use a divisor of Heads, or leave KeyValueHeads out.");

    public static readonly DiagnosticDescriptor UnknownChoice = Error(
        RuleIds.UnknownChoice,
        "The value is not defined",
        "{0} is {1}, which is no {2}. Use one of its values, or leave {0} out.");

    public static readonly DiagnosticDescriptor WindowBelowMinusOne = Error(
        RuleIds.WindowBelowMinusOne,
        "A window is below -1",
        "{0} is {1}, but must be a number of keys, or -1 for all of them. Use -1 or leave {0} out where no key is too far.");

    public static readonly DiagnosticDescriptor UnusableSoftcap = Error(
        RuleIds.UnusableSoftcap,
        "The softcap cannot be used",
        "Softcap is {0}, but must lie between 1E-06 and 1000000. Use 0, or leave it out, for no softcap.");

    public static readonly DiagnosticDescriptor RopeWithoutPairs = Error(
        RuleIds.RopeWithoutPairs,
        "The columns of RoPE make no pairs",
        "Rope turns pairs of a head's columns, but {0}. {1}.");

    public static readonly DiagnosticDescriptor UnusableRopeTheta = Error(
        RuleIds.UnusableRopeTheta,
        "The base of RoPE is no usable number",
        "RopeTheta is {0}, but the base of the angles is a finite number from 1 on. Leave RopeTheta out for 10,000.");

    public static readonly DiagnosticDescriptor CacheOfContext = Error(
        RuleIds.CacheOfContext,
        "A cache does not go with a context",
        "{0} is {1}, but a cache holds the keys and values of the tokens themselves, and none of a context. Leave {0} out, or CacheCapacity.");

    public static readonly DiagnosticDescriptor CacheTooSmall = Error(
        RuleIds.CacheTooSmall,
        "The cache does not hold one step",
        "CacheCapacity is {0}, but it must hold one step: {1}. Raise it to {2} or more, or lower n to the most tokens of one step.");

    public static readonly DiagnosticDescriptor CacheOfHeadMajor = Error(
        RuleIds.CacheOfHeadMajor,
        "A cache is token-major",
        "Layout is HeadMajor, but with a cache a step has any number of tokens, so that no head starts at a fixed place. Leave Layout out.");

    public static readonly DiagnosticDescriptor NoModifier = Error(
        RuleIds.NoModifier,
        "The type is no modifier of scores",
        "'{0}' cannot modify scores: {1}. {2}.");

    public static readonly DiagnosticDescriptor ModifierOutOfReach = Error(
        RuleIds.ModifierOutOfReach,
        "The modifier is out of the kernel's reach",
        "'{0}' cannot be reached from the kernel, which has a type of its own in another file: {1}. {2}.");

    public static readonly DiagnosticDescriptor ModifierNotInlined = Error(
        RuleIds.ModifierNotInlined,
        "The modifier would not be inlined",
        "'{0}.Apply' may remain a call for each vector of scores. Put [MethodImpl(MethodImplOptions.AggressiveInlining)] on it.");

    /// <summary>Those that the analyzer reports, in the order of their ids; one above is the generator's own.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> OfAnalyzer =
    [
        NotPartial,
        ContainingTypeNotPartial,
        SizeBelowOne,
        ShapeTooLarge,
        ContradictoryProperties,
        UnusableScale,
        UnknownLayout,
        UnsupportedClass,
        LanguageTooOld,
        MemberTaken,
        ConstructorImpossible,
        WeightsBypassed,
        UnknownCausalAlignment,
        HeadsNotShared,
        UnknownChoice,
        WindowBelowMinusOne,
        UnusableSoftcap,
        RopeWithoutPairs,
        UnusableRopeTheta,
        CacheOfContext,
        CacheTooSmall,
        CacheOfHeadMajor,
        NoModifier,
        ModifierOutOfReach,
        ModifierNotInlined,
    ];

    /// <summary>The descriptor with an id.</summary>
    public static DiagnosticDescriptor Of(string id) => OfAnalyzer.Single(descriptor => descriptor.Id == id);

    /// <summary>An error that cannot be switched off, with its page.</summary>
    public static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(
            id,
            title,
            message,
            Category,
            DiagnosticSeverity.Error,
            isEnabledByDefault: true,
            helpLinkUri: HelpLinkBase + id + ".md",
            customTags: WellKnownDiagnosticTags.NotConfigurable);
}
