using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>The methods of a tier's class that the dispatch calls.</summary>
internal static class EntryMethods
{
    /// <summary>The whole attention.</summary>
    public static KernelMethod Forward(KernelPlan plan) =>
        plan.Widened is { } widened ? new NarrowForwardMethod(plan, widened) : new ForwardMethod(plan);

    /// <summary>Attention without projections.</summary>
    public static KernelMethod Attend(KernelPlan plan) =>
        plan.Widened is { } widened ? new NarrowAttendMethod(plan, widened) : new AttendMethod(plan);
}
