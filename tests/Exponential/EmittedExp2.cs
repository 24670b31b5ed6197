using System.Reflection;
using AttnGen.Generator.Emit;
using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;
using AttnGen.Tests.Harness;

namespace AttnGen.Tests.Exponential;

/// <summary>The kernels' 2^x of this process's tier: the very text that the generator writes, compiled.</summary>
internal sealed class EmittedExp2<T>
    where T : unmanaged
{
    private const string ClassName = "EmittedPowers";

    private readonly Loop _loop;

    private EmittedExp2(Loop loop) => _loop = loop;

    private delegate void Loop(ref T values, int count);

    /// <summary>Writes and compiles it.</summary>
    public static EmittedExp2<T> OfThisProcess(NumberType number)
    {
        Assembly assembly = EmittedAssembly.Load(Name(ProcessorTier.Expected, number), new CompilerSettings(), Source(ProcessorTier.Expected, number)).Assembly;
        MethodInfo loop = assembly.GetType(ClassName, throwOnError: true)!
            .GetMethod(Exp2LoopMethod.MethodName, BindingFlags.NonPublic | BindingFlags.Static)!;
        return new EmittedExp2<T>(loop.CreateDelegate<Loop>());
    }

    /// <summary>Writes and compiles that of another tier, for a process that runs on it.</summary>
    public static void Compile(KernelTier tier, NumberType number) =>
        EmittedAssembly.Compile(Name(tier, number), new CompilerSettings(), Source(tier, number));

    private static string Name(KernelTier tier, NumberType number) => $"{ClassName}{tier}Of{number.Unit}";

    private static string Source(KernelTier kernelTier, NumberType number)
    {
        Tier tier = Tier.All.Single(tier => tier.Name == kernelTier.ToString()).Of(number);
        var code = new CodeWriter(number);
        code.Line("using global::System;");
        code.Line("using global::System.Runtime.CompilerServices;");
        code.Line("using global::System.Runtime.Intrinsics;");
        code.Line("using global::System.Runtime.Intrinsics.X86;");
        code.Line("using global::AttnGen.Generated;");
        code.Line();
        using (code.Open($"internal static class {ClassName}"))
        {
            var methods = new MethodTable(code, tier);
            methods.Use(new Exp2LoopMethod(tier.Lanes, tier.Number));
            methods.WriteAll();
        }

        return code.ToString();
    }

    /// <summary>Replaces each value by its power of two.</summary>
    /// <param name="values">Whole vectors of any width.</param>
    public void Replace(Span<T> values) => _loop(ref values[0], values.Length);
}
