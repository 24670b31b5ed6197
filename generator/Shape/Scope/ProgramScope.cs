using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AttnGen.Generator.Shape.Scope;

/// <summary>
/// Where a program's kernels stand, and everything in it that what is generated for them can depend on. An edit that leaves that is
/// no reason to bind a hundred attributes again, which costs the compiler itself 0.1 ms each.
/// </summary>
/// <remarks>
/// To bind is to look names up. So what the kernels' own declarations mention may matter, what that mentions may, and so on; a
/// declaration that is never mentioned cannot. Names are compared as file systems compare them, for the sake of <see cref="HintName"/>.
/// </remarks>
internal sealed class ProgramScope : IEquatable<ProgramScope>
{
    private static readonly ConditionalWeakTable<object, object> Stamps = new();
    private static long _lastStamp;

    private readonly Fingerprint _seen;
    private readonly ImmutableArray<(int File, TextSpan Place)> _kernels;

    // What is kept from one run to the next must not keep a whole compilation with it, and is read in the run that made it.
    private readonly WeakReference<Compilation> _compilation;

    private ProgramScope(Fingerprint seen, ImmutableArray<(int File, TextSpan Place)> kernels, Compilation compilation)
    {
        _seen = seen;
        _kernels = kernels;
        _compilation = new WeakReference<Compilation>(compilation);
    }

    /// <summary>The scope of a program's kernels.</summary>
    public static ProgramScope Of(Compilation compilation, CancellationToken cancellation)
    {
        FileDeclarations[] files = [.. compilation.SyntaxTrees.Select(tree => FileDeclarations.Of(tree, cancellation))];
        HashSet<string> attributes = AttributeNames(files);
        ImmutableArray<(int File, AnnotatedType Type)> kernels = [.. files.SelectMany((file, i) => file.Annotated
            .Where(type => type.Attributes.Any(attributes.Contains))
            .Select(type => (i, type)))];
        if (kernels.IsEmpty)
        {
            return new ProgramScope(default, [], compilation);
        }

        cancellation.ThrowIfCancellationRequested();
        HashSet<string> names = new(attributes.Concat(kernels.SelectMany(kernel => kernel.Type.Path)), StringComparer.OrdinalIgnoreCase);
        Fingerprint seen = compilation.ExternalReferences
            .Append<object>(compilation.Options)
            .Aggregate(default(Fingerprint).WithWord(compilation.AssemblyName ?? ""), (hash, part) => hash.With(Stamp(part)));
        seen = Reachable(files, names).Aggregate(seen, (hash, declaration) => hash.With(declaration.Text.Value));
        seen = files
            .SelectMany(file => file.Namespaces)
            .Where(space => space.Split('.').Any(names.Contains))
            .Distinct()
            .OrderBy(space => space, StringComparer.Ordinal)
            .Aggregate(seen, (hash, space) => hash.WithWord(space));
        return new ProgramScope(seen, [.. kernels.Select(kernel => (kernel.File, kernel.Type.Place))], compilation);
    }

    /// <summary>The kernels of the classes that break no rule.</summary>
    public IEnumerable<KernelTarget> Read(CancellationToken cancellation)
    {
        if (!_compilation.TryGetTarget(out Compilation compilation))
        {
            throw new InvalidOperationException("The scope outlived its compilation.");
        }

        SyntaxTree[] files = [.. compilation.SyntaxTrees];
        foreach ((int file, TextSpan place) in _kernels)
        {
            cancellation.ThrowIfCancellationRequested();
            SyntaxNode declaration = files[file].GetRoot(cancellation).FindNode(place, getInnermostNodeForTie: true);
            if (KernelReader.Read(declaration, compilation, cancellation) is { } target)
            {
                yield return target;
            }
        }
    }

    /// <inheritdoc/>
    public bool Equals(ProgramScope? other) => other is not null && _seen.Value == other._seen.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ProgramScope);

    /// <inheritdoc/>
    public override int GetHashCode() => _seen.Value.GetHashCode();

    /// <summary>What the attribute may be called: its name, with and without its ending, and every alias of it, or of an alias.</summary>
    private static HashSet<string> AttributeNames(FileDeclarations[] files)
    {
        HashSet<string> names = [.. WellKnown.AttributeNames];
        (string Alias, string Target)[] aliases = [.. files.SelectMany(file => file.Aliases)];
        int known;
        do
        {
            known = names.Count;
            names.UnionWith(aliases.Where(alias => names.Contains(alias.Target)).Select(alias => alias.Alias).ToArray());
        }
        while (names.Count > known);

        return names;
    }

    /// <summary>The declarations of some names, and of all that these mention, in the order of the files. The names grow by theirs.</summary>
    private static IEnumerable<Declaration> Reachable(FileDeclarations[] files, HashSet<string> names)
    {
        HashSet<Declaration> reached = [];
        bool grows = true;
        while (grows)
        {
            grows = false;
            foreach (FileDeclarations file in files)
            {
                foreach (Declaration type in file.Types)
                {
                    if (names.Contains(type.Name))
                    {
                        grows |= Reach(type) | Reach(file.Usings);
                    }
                }

                grows |= Reach(file.GlobalUsings);
            }
        }

        return files.SelectMany(file => file.Types.Prepend(file.Usings).Prepend(file.GlobalUsings)).Where(reached.Contains);

        bool Reach(Declaration declaration)
        {
            if (declaration.Mentioned.IsEmpty || !reached.Add(declaration))
            {
                return false;
            }

            names.UnionWith(declaration.Mentioned);
            return true;
        }
    }

    /// <summary>A number for an object that is the same for as long as the object lives, and no other's.</summary>
    private static ulong Stamp(object part) => (ulong)(long)Stamps.GetValue(part, _ => Interlocked.Increment(ref _lastStamp));
}
