namespace AttnGen.Generator.Emit;

/// <summary>The names that the user's type needs, in full: nothing of the user's may come between a name and its meaning.</summary>
internal static class FaceNames
{
    /// <summary>The runtime's public namespace.</summary>
    public const string Runtime = "global::AttnGen.";

    /// <summary>The namespace of what generated code alone uses.</summary>
    public const string Generated = "global::AttnGen.Generated.";

    /// <summary>The argument checks.</summary>
    public const string Guard = Generated + "Guard.";

    /// <summary>The choice of the tier.</summary>
    public const string Dispatch = Generated + DispatchClass.Name + ".";

    /// <summary>An operand that is read.</summary>
    public const string In = "global::System.ReadOnlySpan<float>";

    /// <summary>An operand that is written.</summary>
    public const string Out = "global::System.Span<float>";

    /// <summary>The field that holds the packed weights.</summary>
    public const string PanelsField = "_attnGenPanels";
}
