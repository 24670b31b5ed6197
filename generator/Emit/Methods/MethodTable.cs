using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>The methods of one tier's class: each is written once, in the order in which it is first called.</summary>
internal sealed class MethodTable(CodeWriter code, Tier tier)
{
    private readonly Dictionary<string, KernelMethod> _known = new(StringComparer.Ordinal);
    private readonly Queue<KernelMethod> _unwritten = new();

    /// <summary>The name of a method; it is written if no equal one was.</summary>
    public string Use(KernelMethod method)
    {
        if (!_known.TryGetValue(method.Name, out KernelMethod? known))
        {
            _known.Add(method.Name, method);
            _unwritten.Enqueue(method);
        }
        else if (!known.Equals(method))
        {
            throw new InvalidOperationException($"Two different methods are called {method.Name}.");
        }

        return method.Name;
    }

    /// <summary>Writes all methods that were used and not yet written, and those that they use in turn.</summary>
    public void WriteAll()
    {
        var body = new MethodBody(code, tier, this);
        while (_unwritten.Count > 0)
        {
            KernelMethod method = _unwritten.Dequeue();
            code.Line();
            code.Line("// " + method.Summary);
            code.Line($"[MethodImpl(MethodImplOptions.{method.Compilation})]");
            using (code.Open($"internal static {method.Returns} {method.Name}({method.Parameters})"))
            {
                method.WriteBody(body);
            }
        }
    }
}
