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
        Tier tier = Tier.All.Single(tier => tier.Name == ProcessorTier.Expected.ToString()).Of(number);
        var code = new CodeWriter(number);
        code.Line("using global::System;");
        code.Line("using global::System.Runtime.CompilerServices;");
        code.Line("using global::System.Runtime.Intrinsics;");
        code.Line("using global::System.Runtime.Intrinsics.X86;");
        code.Line();
        using (code.Open($"internal static class {ClassName}"))
        {
            var methods = new MethodTable(code, tier);
            methods.Use(new Exp2LoopMethod(tier.Lanes, tier.Number));
            methods.WriteAll();
        }

        Assembly assembly = EmittedAssembly.Load($"{ClassName}{tier.Name}Of{number.Unit}", new CompilerSettings(), code.ToString()).Assembly;
        MethodInfo loop = assembly.GetType(ClassName, throwOnError: true)!
            .GetMethod(Exp2LoopMethod.MethodName, BindingFlags.NonPublic | BindingFlags.Static)!;
        return new EmittedExp2<T>(loop.CreateDelegate<Loop>());
    }

    /// <summary>Replaces each value by its power of two.</summary>
    /// <param name="values">Whole vectors of any width.</param>
    public void Replace(Span<T> values) => _loop(ref values[0], values.Length);
}
