using System.Collections.Immutable;
using System.Text;
using AttnGen.Generator.Diagnostics;
using AttnGen.Generator.Emit;
using AttnGen.Generator.Explain;
using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;
using AttnGen.Generator.Shape.Scope;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AttnGen.Generator;

/// <summary>Writes an attention kernel for every class with a valid [AttentionShape]: attribute → Shape → Plan → Emit → C#.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class AttentionGenerator : IIncrementalGenerator
{
    /// <summary>The step that explains each kernel; it has no output unless the project asks.</summary>
    internal const string ExplainedStep = "Explained";

    private readonly KernelTexts _texts;

    /// <summary>The generator as the compiler runs it.</summary>
    public AttentionGenerator()
        : this(KernelFile.Write)
    {
    }

    /// <summary>The generator with a writer of the caller's, for tests of everything around the writer.</summary>
    internal AttentionGenerator(Func<KernelTarget, string> write) => _texts = new KernelTexts(write);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<ProjectSpec> project = context.ParseOptionsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select((options, _) => ProjectSpec.Of(options.Left, options.Right.GlobalOptions))
            .WithTrackingName(Steps.Project);

        IncrementalValuesProvider<KernelTarget> valid = context.CompilationProvider
            .Select(static (compilation, cancellation) => ProgramScope.Of(compilation, cancellation))
            .WithTrackingName(Steps.Scope)
            .SelectMany(static (scope, cancellation) => scope.Read(cancellation))
            .WithTrackingName(Steps.Valid);

        IncrementalValuesProvider<KernelTarget> compilable = valid
            .Combine(project)
            .WithTrackingName(Steps.InProject)
            .SelectMany((pair, _) => CanWrite(pair.Right) ? new[] { pair.Left with { Tiers = pair.Right.Tiers } } : [])
            .WithTrackingName(Steps.Compilable);

        IncrementalValueProvider<ImmutableArray<string>> explained = compilable
            .Combine(project)
            .SelectMany((pair, _) => pair.Right.Explain ? new[] { Explain(pair.Left) } : [])
            .WithTrackingName(ExplainedStep)
            .Collect();

        context.RegisterSourceOutput(compilable, Write);
        context.RegisterImplementationSourceOutput(explained.Combine(project), WriteReport);
    }

    private static bool CanWrite(ProjectSpec project) => project.CanCompileKernels && TierChoice.Of(project.Tiers).Unknown is null;

    private static string Explain(KernelTarget target)
    {
        try
        {
            return KernelReport.Write(target);
        }
#pragma warning disable CA1031 // What a plan fails by, its kernel fails by too, and Write reports it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return $"\n## {target.Type.Name}\n\nThe plan could not be made: {exception.Message}\n";
        }
    }

    private static void WriteReport(SourceProductionContext context, (ImmutableArray<string> Kernels, ProjectSpec Project) plans)
    {
        if (plans.Project.Explain)
        {
            context.AddSource(PlanReport.HintName, SourceText.From(PlanReport.Write(plans.Kernels), Encoding.UTF8));
        }
    }

    private void Write(SourceProductionContext context, KernelTarget target)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        SourceText text;
        try
        {
            text = _texts.Of(target);
        }
#pragma warning disable CA1031 // One kernel that cannot be written must not take the others with it, nor pass as a mere warning, CS8785.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.KernelNotWritten, Location.None, target.Type.Name, exception.GetType().Name, exception.Message));
            return;
        }

        context.CancellationToken.ThrowIfCancellationRequested();
        context.AddSource(target.Type.HintName, text);
    }

    /// <summary>The names of the pipeline's steps, under which tests follow what an edit recomputes.</summary>
    internal static class Steps
    {
        public const string Project = nameof(Project);
        public const string Scope = nameof(Scope);
        public const string Valid = nameof(Valid);
        public const string InProject = nameof(InProject);
        public const string Compilable = nameof(Compilable);
    }
}
