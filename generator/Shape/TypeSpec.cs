namespace AttnGen.Generator.Shape;

/// <summary>The annotated type: enough to open it again in another file.</summary>
/// <param name="Namespace">The full namespace with @ escapes where keywords need them, or "" for the global one.</param>
/// <param name="Declarations">The declarations from the outermost type to the annotated one, such as <c>partial class Outer&lt;T&gt;</c>,
/// with their real keywords, type parameters and @ escapes.</param>
/// <param name="Name">The annotated type's name with its type parameters, as it is written inside itself.</param>
/// <param name="Constructor">The annotated type's name as its constructor is written: escaped, without type parameters.</param>
/// <param name="HintName">The name of the generated file: unique in the compilation, stable, and not too long.</param>
internal sealed record TypeSpec(string Namespace, EquatableArray<string> Declarations, string Name, string Constructor, string HintName);
