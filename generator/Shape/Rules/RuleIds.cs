namespace AttnGen.Generator.Shape.Rules;

/// <summary>The diagnostics' ids: each has a descriptor, a line in the release file, and a page in docs/diagnostics.</summary>
internal static class RuleIds
{
    public const string NotPartial = "ATTN001";
    public const string ContainingTypeNotPartial = "ATTN002";
    public const string SizeBelowOne = "ATTN003";
    public const string ShapeTooLarge = "ATTN004";
    public const string ContradictoryProperties = "ATTN005";
    public const string UnusableScale = "ATTN006";
    public const string UnknownLayout = "ATTN007";
    public const string UnsupportedClass = "ATTN008";
    public const string LanguageTooOld = "ATTN009";
    public const string MemberTaken = "ATTN010";
    public const string ConstructorImpossible = "ATTN011";
    public const string WeightsBypassed = "ATTN012";
    public const string KernelNotWritten = "ATTN013";
    public const string UnknownCausalAlignment = "ATTN014";
    public const string HeadsNotShared = "ATTN015";
    public const string UnknownChoice = "ATTN016";
    public const string WindowBelowMinusOne = "ATTN017";
    public const string UnusableSoftcap = "ATTN018";
    public const string RopeWithoutPairs = "ATTN019";
    public const string UnusableRopeTheta = "ATTN020";
    public const string CacheOfContext = "ATTN021";
    public const string CacheTooSmall = "ATTN022";
    public const string CacheOfHeadMajor = "ATTN023";
    public const string NoModifier = "ATTN024";
    public const string ModifierOutOfReach = "ATTN025";
    public const string ModifierNotInlined = "ATTN026";
}
