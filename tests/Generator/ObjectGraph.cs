using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AttnGen.Tests.Generator;

/// <summary>
/// Walks everything that an object holds. What the generator keeps between two edits must hold nothing of a compilation: it would keep
/// the whole of it in memory, and it is never equal to that of the next edit.
/// </summary>
internal static class ObjectGraph
{
    private static readonly Type[] Banned =
    [
        typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxToken), typeof(SyntaxTree), typeof(SyntaxReference), typeof(Location),
        typeof(SourceText), typeof(AttributeData), typeof(SemanticModel), typeof(Compilation), typeof(Diagnostic), typeof(ParseOptions),
    ];

    /// <summary>The path to the first banned object, such as <c>KernelTarget.Type.Symbol</c>, or null.</summary>
    public static string? FindBanned(object root) =>
        Find(root, root.GetType().Name, new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static string? Find(object value, string path, HashSet<object> seen)
    {
        Type type = value.GetType();
        if (Banned.Any(banned => banned.IsAssignableFrom(type)))
        {
            return path;
        }

        if (type.IsPrimitive || type.IsEnum || value is string or Type || (!type.IsValueType && !seen.Add(value)))
        {
            return null;
        }

        return value is Array array ? FindInItems(array, path, seen) : FindInFields(value, type, path, seen);
    }

    private static string? FindInItems(IEnumerable items, string path, HashSet<object> seen)
    {
        int index = 0;
        foreach (object? item in items)
        {
            if (item is not null && Find(item, $"{path}[{index}]", seen) is { } found)
            {
                return found;
            }

            index++;
        }

        return null;
    }

    private static string? FindInFields(object value, Type type, string path, HashSet<object> seen)
    {
        for (Type? level = type; level is not null; level = level.BaseType)
        {
            const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            foreach (FieldInfo field in level.GetFields(Own))
            {
                string name = field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
                if (field.GetValue(value) is { } held && Find(held, $"{path}.{name}", seen) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }
}
