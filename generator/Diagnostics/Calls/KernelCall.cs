using System.Collections.Immutable;
using AttnGen.Generator.Shape;
using AttnGen.Generator.Shape.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AttnGen.Generator.Diagnostics.Calls;

/// <summary>A call of an entry point of a kernel, of this project or of one that it references.</summary>
/// <param name="name">How a message calls the entry point: <c>Encoder.Forward</c>.</param>
/// <param name="operands">
/// Its operands of known lengths: not a mask whose rows have a length unknown, and none of a kernel with a cache, whose steps have as many
/// tokens as the caller likes.
/// </param>
internal sealed class KernelCall(string name, ImmutableArray<KernelOperand> operands)
{
    /// <summary>How a message calls the entry point.</summary>
    public string Name { get; } = name;

    /// <summary>Its operands of known lengths.</summary>
    public ImmutableArray<KernelOperand> Operands { get; } = operands;

    /// <summary>The call of a kernel that an invocation is; null for every other one, that of a user's overload included.</summary>
    public static KernelCall? Of(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (method.Name is not (KernelOperands.Forward or KernelOperands.Attend)
            || ShapeOf(method.ContainingType) is not { } shape
            || new KernelMembers(shape).Rival(method.OriginalDefinition) is null)
        {
            return null;
        }

        string name = method.ContainingType.Name + "." + method.Name;
        if (shape.HasCache)
        {
            return new KernelCall(name, []);
        }

        long maskKeys = MaskKeys(invocation);
        bool isMaskKnown = maskKeys > 0 && maskKeys <= shape.KeyValueLength;
        ImmutableArray<KernelOperand> operands = KernelOperands.Of(shape, method.Name, isMaskKnown ? (int)maskKeys : 0);
        return new KernelCall(name, isMaskKnown ? operands : operands.RemoveAll(operand => operand.Name == KernelOperands.Mask));
    }

    /// <summary>The operand that a parameter takes, or null.</summary>
    public KernelOperand? Operand(IParameterSymbol? parameter) =>
        parameter is null ? null : Operands.FirstOrDefault(operand => operand.Name == parameter.Name);

    private static AttentionSpec? ShapeOf(INamedTypeSymbol type)
    {
        AttributeData[] attributes = [.. WellKnown.ShapeAttributes(type)];
        return attributes.Length == 1 && SpecReader.Read(attributes[0]) is { } request && SpecRules.Check(request).IsEmpty
            ? request.ToSpec()
            : null;
    }

    private static long MaskKeys(IInvocationOperation invocation) =>
        invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == KernelOperands.MaskKeys) is { } keys
            ? KnownNumber.Of(keys.Value) ?? 0
            : 0;
}
