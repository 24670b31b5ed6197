using AttnGen.Generator.Diagnostics;
using AttnGen.Generator.Emit;
using AttnGen.Generator.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AttnGen.Generator;

/// <summary>Writes an attention kernel for every class with a valid [AttentionShape]: attribute → Shape → Plan → Emit → C#.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class AttentionGenerator : IIncrementalGenerator
{
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
            .Select((options, _) => ProjectSpec.Of(options))
            .WithTrackingName(Steps.Project);

        IncrementalValuesProvider<KernelTarget> valid = context.SyntaxProvider
            .ForAttributeWithMetadataName(WellKnown.AttributeMetadataName, KernelReader.IsClass, KernelReader.Read)
            .WithTrackingName(Steps.Read)
            .SelectMany((target, _) => target is null ? [] : new[] { target })
            .WithTrackingName(Steps.Valid);

        IncrementalValuesProvider<KernelTarget> compilable = valid
            .Combine(project)
            .WithTrackingName(Steps.InProject)
            .SelectMany((pair, _) => pair.Right.CanCompileKernels ? new[] { pair.Left } : [])
            .WithTrackingName(Steps.Compilable);

        context.RegisterSourceOutput(compilable, Write);
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
        public const string Read = nameof(Read);
        public const string Valid = nameof(Valid);
        public const string InProject = nameof(InProject);
        public const string Compilable = nameof(Compilable);
    }
}
