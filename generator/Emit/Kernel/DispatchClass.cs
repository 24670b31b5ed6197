using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>Writes the class that chooses the tier. The tests are constants to the JIT and to NativeAOT: one branch remains.</summary>
internal static class DispatchClass
{
    /// <summary>The class's name.</summary>
    public const string Name = "KernelDispatch";

    /// <summary>Writes the class that chooses among some tiers, best first.</summary>
    public static void Write(CodeWriter code, IReadOnlyList<KernelPlan> plans)
    {
        string parameter = OperandParameter.Of(plans[0].Direct);
        string argument = OperandParameter.Argument(plans[0].Direct);
        bool hasPosition = plans[0].Spec.HasPosition;
        string element = ElementWords.Type(plans[0].Spec.Element);
        NumberType number = plans[0].Spec.Number;
        string panels = number.IsFloat ? "panels.First" : $"panels.FirstOf{number.Argument}()";
        string forward = EntryMethods.Forward(plans[0]).Name;
        string attend = EntryMethods.Attend(plans[0]).Name;
        Tier[] tiers = [.. plans.Select(plan => plan.Tier)];
        code.Line();
        code.Line("// The best tier that the machine and the runtime allow. The tests are constants when this is compiled to machine code.");
        using (code.Open($"file static class {Name}"))
        {
            WriteChoice(code, tiers, "KernelTier Tier()", tier => $"return KernelTier.{tier.Name};");
            code.Line();
            WriteChoice(code, tiers, "int ScratchBytes()", tier => $"return {TierClass.NameOf(tier)}.ScratchBytes;");
            code.Line();
            WriteChoice(code, tiers, $"PackedPanels Pack({ElementWords.Weights(number)} weights)", tier => $"return {TierClass.NameOf(tier)}.Pack(weights);");
            code.Line();
            if (plans[0].Spec.HasCache)
            {
                WriteSteps(code, plans[0].Spec, tiers, panels, parameter, argument);
                return;
            }

            WriteChoice(
                code,
                tiers,
                $"void Forward(ref {element} x, ref {element} context, PackedPanels panels, ref {element} output, ref float weights, bool weighted, int queries, int keys"
                    + $"{parameter}{(hasPosition ? ", int position" : string.Empty)})",
                tier => $"{TierClass.NameOf(tier)}.{forward}(ref x, ref context, ref {panels}, ref output, ref weights, weighted, queries, keys{argument}"
                    + (hasPosition ? ", position);" : ");"));
            code.Line();
            WriteChoice(
                code,
                tiers,
                $"void Attend(ref {element} query, ref {element} key, ref {element} value, ref {element} output, ref float weights, bool weighted, int queries, int keys" + parameter + ")",
                tier => $"{TierClass.NameOf(tier)}.{attend}(ref query, ref key, ref value, ref output, ref weights, weighted, queries, keys{argument});");
        }
    }

    /// <summary>What the entry points of a decoder call: the tier's kernel, with what the cache holds.</summary>
    private static void WriteSteps(CodeWriter code, AttentionSpec spec, Tier[] tiers, string panels, string parameter, string argument)
    {
        string position = spec.StepHasPosition ? ", cache.Length" : string.Empty;
        string element = ElementWords.Type(spec.Element);
        string cacheType = spec.Element == ElementType.Float32 ? "AttentionCache" : $"AttentionCache<{element}>";
        string declared = $"{cacheType} cache, ref {element} output, ref float weights, bool weighted, int tokens" + parameter;
        string passed =
            "ref CacheAccess.Keys(cache), ref CacheAccess.Values(cache), ref output, ref weights, weighted, tokens, "
            + "CacheAccess.Rows(cache)" + argument;
        WriteChoice(
            code,
            tiers,
            $"void Forward(ref {element} x, PackedPanels panels, {declared})",
            tier => $"{TierClass.NameOf(tier)}.Forward(ref x, ref {panels}, {passed}{position});");
        code.Line();
        WriteChoice(
            code,
            tiers,
            $"void Attend(ref {element} query, ref {element} key, ref {element} value, {declared})",
            tier => $"{TierClass.NameOf(tier)}.Attend(ref query, ref key, ref value, {passed});");
    }

    private static void WriteChoice(CodeWriter code, Tier[] tiers, string signature, Func<Tier, string> statement)
    {
        using (code.Open("internal static " + signature))
        {
            if (tiers.Length == 1)
            {
                code.Line(statement(tiers[0]));
                return;
            }

            string keyword = "if";
            foreach (Tier tier in tiers)
            {
                string header = tier.Condition is null ? "else" : $"{keyword} ({tier.Condition})";
                using (code.Open(header))
                {
                    code.Line(statement(tier));
                }

                keyword = "else if";
            }
        }
    }
}
