using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AttnGen.Tests.Runtime.Tensors;

/// <summary>A kernel that computes nothing and keeps what it is called with: where each span starts, how long it is, and the numbers.</summary>
/// <typeparam name="TCase">The shape.</typeparam>
internal sealed class RecordingKernel<TCase> : IAttentionKernel<RecordingKernel<TCase>>
    where TCase : ITensorCase
{
    private static readonly Dictionary<string, (nint Start, int Length)> s_spans = [];

    public static AttentionShape Shape => TCase.Shape;

    public static KernelTier Tier => KernelTier.Scalar;

    public static int ScratchBytes => 0;

    public static int? Length { get; private set; }

    public static int? MaskKeys { get; private set; }

    public static int? QueryLength { get; private set; }

    public static int Position { get; private set; }

    public static int Calls { get; private set; }

    /// <summary>The names of the parts that the last call had.</summary>
    public static IEnumerable<string> Names => s_spans.Keys;

    public static RecordingKernel<TCase> Create(AttentionWeights weights) => new();

    public static void Attend(
        ReadOnlySpan<float> query, ReadOnlySpan<float> key, ReadOnlySpan<float> value, Span<float> output, AttentionArguments arguments)
    {
        Start(arguments);
        Record(query, nameof(query));
        Record(key, nameof(key));
        Record(value, nameof(value));
        Record(output, nameof(output));
    }

    public void Forward(ReadOnlySpan<float> x, Span<float> output, AttentionArguments arguments)
    {
        Start(arguments);
        Record(x, nameof(x));
        Record(output, nameof(output));
    }

    /// <summary>Whether the last call had a part, of exactly this memory. The memory is pinned.</summary>
    public static bool Has<T>(string name, ReadOnlySpan<T> memory) =>
        s_spans.TryGetValue(name, out (nint Start, int Length) span) && span == Place(memory);

    private static void Start(AttentionArguments arguments)
    {
        Calls++;
        s_spans.Clear();
        Length = arguments.Length;
        QueryLength = arguments.QueryLength;
        Position = arguments.Position;
        MaskKeys = arguments.MaskKeys;
        Record(arguments.Context, nameof(arguments.Context));
        Record(arguments.AttentionWeights, nameof(arguments.AttentionWeights));
        Record(arguments.BooleanMask, nameof(arguments.BooleanMask));
        Record(arguments.AdditiveMask, nameof(arguments.AdditiveMask));
        Record(arguments.RelativeBias, nameof(arguments.RelativeBias));
        Record(arguments.Sink, nameof(arguments.Sink));
        Record(arguments.ModifierData, nameof(arguments.ModifierData));
        Record(arguments.LogSumExp, nameof(arguments.LogSumExp));
        Record(arguments.Scores, nameof(arguments.Scores));
    }

    private static void Record(ReadOnlySpan<float> memory, string name) => Record<float>(memory, name);

    private static void Record<T>(ReadOnlySpan<T> memory, string name)
    {
        if (!memory.IsEmpty)
        {
            s_spans.Add(name, Place(memory));
        }
    }

    private static unsafe (nint Start, int Length) Place<T>(ReadOnlySpan<T> memory) =>
        ((nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(memory)), memory.Length);
}
