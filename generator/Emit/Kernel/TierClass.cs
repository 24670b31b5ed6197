using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>The class that holds one tier's kernel.</summary>
internal static class TierClass
{
    /// <summary>The name of a tier's class.</summary>
    public static string NameOf(Tier tier) => tier.Name + "Kernel";

    /// <summary>Writes the class.</summary>
    public static void Write(CodeWriter code, KernelPlan plan)
    {
        code.Line();
        PlanComment.Write(code, plan);
        using (code.Open($"file static class {NameOf(plan.Tier)}"))
        {
            code.Line($"internal const int ScratchBytes = {Literal.Int(plan.ScratchBytes)};");
            RopeField.Write(code, plan);
            PackMethod.Write(code, plan);
            var methods = new MethodTable(code, plan.Tier);
            methods.Use(plan.Spec.HasCache ? new StepMethod(plan, IsToken: !plan.Spec.TakesSteps) : EntryMethods.Forward(plan));
            methods.Use(plan.Spec.HasCache ? new AttendStepMethod(plan) : EntryMethods.Attend(plan));
            methods.WriteAll();
        }
    }
}
