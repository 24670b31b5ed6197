using System.Collections.Concurrent;
using System.Text;
using AttnGen.Generator.Shape;
using Microsoft.CodeAnalysis.Text;

namespace AttnGen.Generator;

/// <summary>
/// Writes kernels, each one once for as long as somebody holds its text. Roslyn compares what the files of a project yield place by
/// place: when the first of several files gains or loses its attribute, all kernels behind it move up one place and look new.
/// </summary>
/// <remarks>
/// A text depends on its kernel alone, so nobody can tell a text that was kept from one that is written again. The references are weak:
/// the compiler holds the texts of its last run, and what it lets go of is not kept here.
/// </remarks>
internal sealed class KernelTexts(Func<KernelTarget, string> write)
{
    private readonly ConcurrentDictionary<KernelTarget, WeakReference<SourceText>> _texts = new();

    /// <summary>The text of a kernel's file.</summary>
    public SourceText Of(KernelTarget kernel)
    {
        if (_texts.TryGetValue(kernel, out WeakReference<SourceText>? kept) && kept.TryGetTarget(out SourceText? text))
        {
            return text;
        }

        text = SourceText.From(write(kernel), Encoding.UTF8);
        Forget();
        _texts[kernel] = new WeakReference<SourceText>(text);
        return text;
    }

    private void Forget()
    {
        foreach (KeyValuePair<KernelTarget, WeakReference<SourceText>> kept in _texts)
        {
            if (!kept.Value.TryGetTarget(out _))
            {
                _texts.TryRemove(kept.Key, out _);
            }
        }
    }
}
