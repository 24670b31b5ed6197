using Microsoft.CodeAnalysis;

namespace AttnGen.Generator.Shape;

/// <summary>Reads an [AttentionShape] into a <see cref="ShapeRequest"/>.</summary>
internal static class SpecReader
{
    /// <summary>The request, or null where an argument is missing or no constant of its type: the compiler has reported that.</summary>
    public static ShapeRequest? Read(AttributeData attribute)
    {
        if (attribute.ConstructorArguments.Length != 3
            || Constant(attribute.ConstructorArguments[0]) is not int n
            || Constant(attribute.ConstructorArguments[1]) is not int dModel
            || Constant(attribute.ConstructorArguments[2]) is not int dK)
        {
            return null;
        }

        ShapeRequest? request = new(n, dModel, dK);
        foreach (KeyValuePair<string, TypedConstant> property in attribute.NamedArguments)
        {
            request = request is null ? null : With(request, property.Key, Constant(property.Value));
        }

        return request;
    }

    // TypedConstant.Value throws for an array, which an argument in error may be.
    private static object? Constant(TypedConstant argument) => argument.Kind == TypedConstantKind.Array ? null : argument.Value;

    private static ShapeRequest? With(ShapeRequest request, string property, object? value) => (property, value) switch
    {
        (ShapeArguments.Heads, int heads) => request with { Heads = heads },
        (ShapeArguments.KeyValueHeads, int heads) => request with { KeyValueHeads = heads },
        (ShapeArguments.DV, int dV) => request with { DV = dV },
        (ShapeArguments.KeyValueLength, int length) => request with { KeyValueLength = length },
        (ShapeArguments.ContextWidth, int width) => request with { ContextWidth = width },
        (ShapeArguments.Bias, bool bias) => request with { Bias = bias },
        (ShapeArguments.OutputProjection, bool projection) => request with { OutputProjection = projection },
        (ShapeArguments.OutputWidth, int width) => request with { OutputWidth = width },
        (ShapeArguments.Scale, double scale) => request with { Scale = scale },
        (ShapeArguments.Causal, int causal) => request with { Causal = (CausalAlignment)causal },
        (ShapeArguments.LeftWindow, int leftWindow) => request with { LeftWindow = leftWindow },
        (ShapeArguments.RightWindow, int rightWindow) => request with { RightWindow = rightWindow },
        (ShapeArguments.Softcap, double softcap) => request with { Softcap = softcap },
        (ShapeArguments.Mask, int mask) => request with { Mask = (MaskKind)mask },
        (ShapeArguments.Alibi, bool alibi) => request with { Alibi = alibi },
        (ShapeArguments.RelativeBias, bool relativeBias) => request with { RelativeBias = relativeBias },
        (ShapeArguments.Modifier, null) => request,
        (ShapeArguments.Modifier, ITypeSymbol modifier) => With(request, modifier),
        (ShapeArguments.Sink, int sink) => request with { Sink = (SinkKind)sink },
        (ShapeArguments.LogSumExp, bool logSumExp) => request with { LogSumExp = logSumExp },
        (ShapeArguments.Scores, int scores) => request with { Scores = (ScoreStage)scores },
        (ShapeArguments.Rope, int rope) => request with { Rope = (RopePairing)rope },
        (ShapeArguments.RopeTheta, double theta) => request with { RopeTheta = theta },
        (ShapeArguments.RopeWidth, int width) => request with { RopeWidth = width },
        (ShapeArguments.Layout, int layout) => request with { Layout = (HeadLayout)layout },
        (ShapeArguments.CacheCapacity, int capacity) => request with { CacheCapacity = capacity },
        (ShapeArguments.Element, int element) => request with { Element = (ElementType)element },
        _ => null,
    };

    private static ShapeRequest? With(ShapeRequest request, ITypeSymbol modifier) =>
        modifier.TypeKind == TypeKind.Error ? null : request with { Modifier = ModifierReader.Read(modifier) };
}
