using Microsoft.CodeAnalysis;

namespace AttnGen.Generator.Shape.Rules;

/// <summary>
/// One thing about an annotated type that keeps a kernel from being added to it. It knows its place in the source, so it lives for one
/// check and is never kept in the generator's pipeline.
/// </summary>
/// <param name="Id">One of <see cref="RuleIds"/>.</param>
/// <param name="Where">What to point at.</param>
/// <param name="Message">What the message of the diagnostic says in its places.</param>
internal readonly record struct TypeViolation(string Id, Location Where, params string[] Message);
