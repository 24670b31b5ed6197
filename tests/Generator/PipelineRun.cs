using System.Reflection;
using System.Runtime.CompilerServices;
using AttnGen.Generator;
using AttnGen.Generator.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>The generator before and after an edit: what each step made of it, and which kernels were written anew.</summary>
internal sealed class PipelineRun
{
    private readonly GeneratorRunResult _result;

    private PipelineRun(GeneratorRunResult result, IReadOnlyList<string> written)
    {
        _result = result;
        Written = written;
    }

    /// <summary>Every tracking name of the generator's steps that a kernel or the project goes through.</summary>
    public static IReadOnlyList<string> StepNames { get; } =
    [
        .. typeof(AttentionGenerator.Steps).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(field => (string)field.GetValue(null)!)
            .Where(name => name != AttentionGenerator.Steps.Scope),
    ];

    /// <summary>Whether the edit left all that the kernels can depend on, so that none of them was read again.</summary>
    public bool KeptScope =>
        _result.TrackedSteps[AttentionGenerator.Steps.Scope].Single().Outputs.All(output => IsKept(output.Reason));

    /// <summary>Every file after the second run, by name.</summary>
    public IReadOnlyDictionary<string, string> Texts =>
        _result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>The names of the types whose kernels were written in the second run.</summary>
    public IReadOnlyList<string> Written { get; }

    /// <summary>The names of the files that there are after the second run.</summary>
    public IEnumerable<string> Files => _result.GeneratedSources.Select(source => source.HintName);

    /// <summary>Every output of every step, the generator's own and the compiler's last one that adds the files.</summary>
    public IEnumerable<(string Step, object Value, IncrementalStepRunReason Reason)> Outputs =>
        from step in _result.TrackedSteps.Where(step => StepNames.Contains(step.Key)).Concat(_result.TrackedOutputSteps)
        from run in step.Value
        from output in run.Outputs
        select (step.Key, output.Value, output.Reason);

    /// <summary>Runs the generator on one compilation, then on the other.</summary>
    public static PipelineRun Between(CSharpCompilation before, CSharpCompilation after)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        var written = new List<string>();
        GeneratorDriver driver = Compiler.Driver(before.LanguageVersion, Write).RunGenerators(before, cancellation);
        written.Clear();
        driver = driver.WithUpdatedParseOptions(after.SyntaxTrees[0].Options).RunGenerators(after, cancellation);
        return new PipelineRun(driver.GetRunResult().Results.Single(), written);

        string Write(KernelTarget target)
        {
            written.Add(target.Type.Name);
            return "// " + target;
        }
    }

    /// <summary>Fails unless every step has outputs and every one of them is as it was.</summary>
    public void AssertNothingRecomputed()
    {
        Assert.Empty(Written);
        Assert.All(StepNames, name => Assert.Contains(Outputs, output => output.Step == name));
        Assert.Contains(Outputs, output => !StepNames.Contains(output.Step));
        Assert.All(Outputs, output => Assert.True(IsKept(output.Reason), $"{output.Step} is {output.Reason}: {output.Value}"));
    }

    /// <summary>The reasons of a type's outputs, step by step.</summary>
    public IReadOnlyDictionary<string, IncrementalStepRunReason> ReasonsOf(string type) => Outputs
        .Where(output => TypeOf(output.Value) == type)
        .ToDictionary(output => output.Step, output => output.Reason);

    public static bool IsKept(IncrementalStepRunReason reason) =>
        reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;

    private static string? TypeOf(object value) => value switch
    {
        KernelTarget target => target.Type.Name,
        ITuple pair => TypeOf(pair[0]!),
        _ => null,
    };
}
