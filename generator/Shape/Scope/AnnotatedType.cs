using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace AttnGen.Generator.Shape.Scope;

/// <summary>A class that carries attributes.</summary>
/// <param name="Place">Where its declaration stands in its file.</param>
/// <param name="Path">Its name, those of the types around it and of its namespace.</param>
/// <param name="Attributes">The attributes' names as they are written, without what qualifies them.</param>
internal sealed record AnnotatedType(TextSpan Place, ImmutableArray<string> Path, ImmutableArray<string> Attributes);
