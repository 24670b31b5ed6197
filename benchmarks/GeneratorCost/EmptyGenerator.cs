using Microsoft.CodeAnalysis;

namespace AttnGen.Benchmarks.GeneratorCost;

/// <summary>
/// Looks for an attribute that is not there. Running it first compiles the compiler's own part of the work, as it is in a compiler
/// server or an editor, so that what is measured next is AttnGen's part.
/// </summary>
internal sealed class EmptyGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.SyntaxProvider.ForAttributeWithMetadataName(
            "System.SerializableAttribute", static (_, _) => true, static (found, _) => found.TargetSymbol.Name),
        static (production, name) => production.AddSource(name, string.Empty));
}
