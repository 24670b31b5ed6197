using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>Writes the class that chooses the tier. The tests are constants to the JIT and to NativeAOT: one branch remains.</summary>
internal static class DispatchClass
{
    /// <summary>The class's name.</summary>
    public const string Name = "KernelDispatch";

    /// <summary>Writes the class.</summary>
    public static void Write(CodeWriter code, KernelPlan plan)
    {
        string parameter = OperandParameter.Of(plan.Direct);
        string argument = OperandParameter.Argument(plan.Direct);
        code.Line();
        code.Line("// The best tier that the machine and the runtime allow. The tests are constants when this is compiled to machine code.");
        using (code.Open($"file static class {Name}"))
        {
            WriteChoice(code, "KernelTier Tier()", tier => $"return KernelTier.{tier.Name};");
            code.Line();
            WriteChoice(code, "int ScratchBytes()", tier => $"return {TierClass.NameOf(tier)}.ScratchBytes;");
            code.Line();
            WriteChoice(code, "PackedPanels Pack(AttentionWeights weights)", tier => $"return {TierClass.NameOf(tier)}.Pack(weights);");
            code.Line();
            WriteChoice(
                code,
                "void Forward(ref float x, ref float context, PackedPanels panels, ref float output, ref float weights, bool weighted, int queries, int keys" + parameter + ")",
                tier => $"{TierClass.NameOf(tier)}.Forward(ref x, ref context, ref panels.First, ref output, ref weights, weighted, queries, keys{argument});");
            code.Line();
            WriteChoice(
                code,
                "void Attend(ref float query, ref float key, ref float value, ref float output, ref float weights, bool weighted, int keys" + parameter + ")",
                tier => $"{TierClass.NameOf(tier)}.Attend(ref query, ref key, ref value, ref output, ref weights, weighted, keys{argument});");
        }
    }

    private static void WriteChoice(CodeWriter code, string signature, Func<Tier, string> statement)
    {
        using (code.Open("internal static " + signature))
        {
            string keyword = "if";
            foreach (Tier tier in Tier.All)
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
