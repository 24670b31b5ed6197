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
    public const string LeftWindow = nameof(ShapeRequest.LeftWindow);
    public const string RightWindow = nameof(ShapeRequest.RightWindow);
    public const string Softcap = nameof(ShapeRequest.Softcap);
    public const string Mask = nameof(ShapeRequest.Mask);
    public const string Alibi = nameof(ShapeRequest.Alibi);
    public const string RelativeBias = nameof(ShapeRequest.RelativeBias);
    public const string Modifier = nameof(ShapeRequest.Modifier);
    public const string Sink = nameof(ShapeRequest.Sink);
    public const string LogSumExp = nameof(ShapeRequest.LogSumExp);
    public const string Scores = nameof(ShapeRequest.Scores);
    public const string Rope = nameof(ShapeRequest.Rope);
    public const string RopeTheta = nameof(ShapeRequest.RopeTheta);
    public const string RopeWidth = nameof(ShapeRequest.RopeWidth);
    public const string Layout = nameof(ShapeRequest.Layout);
    public const string CacheCapacity = nameof(ShapeRequest.CacheCapacity);
    public const string Element = nameof(ShapeRequest.Element);
}
