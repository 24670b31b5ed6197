namespace AttnGen.Generator.Shape;

/// <summary>The arguments of [AttentionShape] under the names that the user writes.</summary>
internal static class ShapeArguments
{
    public const string N = "n";
    public const string DModel = "dModel";
    public const string DK = "dK";
    public const string Heads = nameof(ShapeRequest.Heads);
    public const string KeyValueHeads = nameof(ShapeRequest.KeyValueHeads);
    public const string DV = nameof(ShapeRequest.DV);
    public const string KeyValueLength = nameof(ShapeRequest.KeyValueLength);
    public const string ContextWidth = nameof(ShapeRequest.ContextWidth);
    public const string Bias = nameof(ShapeRequest.Bias);
    public const string OutputProjection = nameof(ShapeRequest.OutputProjection);
    public const string OutputWidth = nameof(ShapeRequest.OutputWidth);
    public const string Scale = nameof(ShapeRequest.Scale);
    public const string Causal = nameof(ShapeRequest.Causal);
    public const string Layout = nameof(ShapeRequest.Layout);
}
