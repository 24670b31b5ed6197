using System.Runtime.CompilerServices;
using AttnGen.Tests.Kernels.Problems;

namespace AttnGen.Tests.Kernels.HandWritten;

/// <summary>
/// A kernel written by hand: the plain loop behind the face that generated kernels have, right or wrong on purpose. It tests the tests:
/// each check must accept it without a fault and refuse it with one.
/// </summary>
/// <typeparam name="TCase">The shape.</typeparam>
internal sealed class LoopKernel<TCase> : IAttentionKernel<LoopKernel<TCase>>
    where TCase : ILoopCase
{
    private static readonly AttentionShape s_scaledByValueSize = Shape with { Scale = 1 / Math.Sqrt(Shape.DV) };
    private static readonly AttentionShape s_tokenMajor = Shape with { Layout = HeadLayout.TokenMajor };

    private static int s_calls;

    private readonly float[] _sharedScratch = new float[Shape.OutputLength];
    private readonly AttentionWeights _weights;

    /// <summary>Takes the weights.</summary>
    public LoopKernel(AttentionWeights weights)
    {
        float[] context = Shape.IsCrossAttention ? new float[Shape.ContextLength] : [];
        AttentionReference.Forward(Shape, weights, new float[Shape.InputLength], new AttentionArguments { Context = context });
        _weights = Fault switch
        {
            Fault.KeepsTheCallersWeights => weights,
            Fault.ForgetsTheValueBias => WeightTools.With(WeightTools.Copy(weights, out _), valueBias: ReadOnlyMemory<float>.Empty),
            _ => WeightTools.Copy(weights, out _),
        };
    }

    /// <summary>The mistake to make from now on. Only one test class sets it, and its tests run one after another.</summary>
    public static Fault Fault { get; set; }

    /// <inheritdoc/>
    public static AttentionShape Shape => TCase.Shape;

    /// <inheritdoc/>
    public static KernelTier Tier => KernelTier.Scalar;

    /// <inheritdoc/>
    public static int ScratchBytes => 0;

    private static AttentionShape ComputedShape => Fault switch
    {
        Fault.ScaleByValueSize => s_scaledByValueSize,
        Fault.ForgetsTheLayout => s_tokenMajor,
        _ => Shape,
    };

    /// <inheritdoc/>
    public static LoopKernel<TCase> Create(AttentionWeights weights) => new(weights);

    /// <inheritdoc/>
    static void IAttentionKernel<LoopKernel<TCase>>.Attend(
        ReadOnlySpan<float> query, ReadOnlySpan<float> key, ReadOnlySpan<float> value, Span<float> output, AttentionArguments arguments)
    {
        LoopKernelArguments.Absent(arguments.Context);
        Attend(query, key, value, output, arguments.Length ?? Shape.KeyValueLength, arguments.AttentionWeights, arguments.QueryLength ?? Shape.N);
    }

    /// <summary>Attention of given queries, keys and values.</summary>
    public static void Attend(
        ReadOnlySpan<float> query,
        ReadOnlySpan<float> key,
        ReadOnlySpan<float> value,
        Span<float> output,
        int length,
        Span<float> attentionWeights,
        int queryLength)
    {
        LoopKernelArguments.AllQueries(Shape, queryLength);
        WriteEarly(output);
        LoopKernelArguments.Length(query, nameof(query), Fault, Shape.N, Shape.Heads, Shape.DK);
        LoopKernelArguments.Length(key, nameof(key), Fault, Shape.KeyValueLength, Shape.KeyValueHeads, Shape.DK);
        LoopKernelArguments.Length(value, nameof(value), Fault, Shape.KeyValueLength, Shape.KeyValueHeads, Shape.DV);
        LoopKernelArguments.Length(output, nameof(output), Fault, Shape.N, Shape.Heads, Shape.DV);
        LoopKernelArguments.Results(Shape, output, length, attentionWeights, Fault);
        LoopKernelArguments.Disjoint(query, output, attentionWeights, Fault);
        LoopKernelArguments.Disjoint(key, output, attentionWeights, Fault);
        LoopKernelArguments.Disjoint(value, output, attentionWeights, Fault);
        PlainLoop.Attend(ComputedShape, query, key, value, Visible(length, Shape.KeyValueLength), output, attentionWeights);
        Spoil(value, output);
        if (Fault == Fault.MultipliesMaskedKeysByZero && length < Shape.KeyValueLength)
        {
            output[0] += 0 * value[^1];
        }
    }

    /// <summary>The whole attention of self-attention.</summary>
    public void Forward(ReadOnlySpan<float> x, Span<float> output, int length, Span<float> attentionWeights) =>
        Forward(x, output, default, length, attentionWeights, Shape.N);

    /// <summary>The whole attention of cross-attention.</summary>
    public void Forward(
        ReadOnlySpan<float> x, Span<float> output, ReadOnlySpan<float> context, int length, Span<float> attentionWeights, int queryLength)
    {
        LoopKernelArguments.AllQueries(Shape, queryLength);
        WriteEarly(output);
        LoopKernelArguments.Length(x, nameof(x), Fault, Shape.N, Shape.DModel);
        if (Shape.IsCrossAttention)
        {
            LoopKernelArguments.Length(context, nameof(context), Fault, Shape.KeyValueLength, Shape.ContextWidth);
        }
        else
        {
            LoopKernelArguments.Absent(context);
        }

        LoopKernelArguments.Length(output, nameof(output), Fault, Shape.N, Shape.OutputLength / Shape.N);
        LoopKernelArguments.Results(Shape, output, length, attentionWeights, Fault);
        LoopKernelArguments.Disjoint(x, output, attentionWeights, Fault);
        LoopKernelArguments.Disjoint(context, output, attentionWeights, Fault);

        Span<float> result = Fault == Fault.SharesScratch ? _sharedScratch : output;
        int row = Shape.OutputLength / Shape.N;
        float unwritten = output[^1];
        PlainLoop.Forward(ComputedShape, _weights, x, context, Visible(length, Shape.KeyValueLength), position: 0, result, attentionWeights);
        if (Fault == Fault.SharesScratch)
        {
            result.CopyTo(output);
        }

        if (Fault == Fault.LeavesPaddingUnwritten && !Shape.IsCrossAttention)
        {
            output[(length * row)..].Fill(unwritten);
        }

        if (Fault == Fault.MultipliesMaskedKeysByZero && length < Shape.KeyValueLength)
        {
            output[0] += 0 * (Shape.IsCrossAttention ? context : x)[^1];
        }

        Spoil(x, output);
    }

    /// <inheritdoc/>
    void IAttentionKernel<LoopKernel<TCase>>.Forward(ReadOnlySpan<float> x, Span<float> output, AttentionArguments arguments) =>
        Forward(
            x,
            output,
            arguments.Context,
            arguments.Length ?? Shape.KeyValueLength,
            arguments.AttentionWeights,
            arguments.QueryLength ?? Shape.N);

    private static int Visible(int length, int all) => Fault switch
    {
        Fault.OneKeyTooFew => Math.Max(0, length - 1),
        Fault.OneKeyTooMany => Math.Min(all, length + 1),
        _ => length,
    };

    private static void WriteEarly(Span<float> output)
    {
        if (Fault == Fault.ChecksTooLate && !output.IsEmpty)
        {
            output[0] = 0;
        }
    }

    private static void Spoil(ReadOnlySpan<float> input, Span<float> output)
    {
        switch (Fault)
        {
            case Fault.AddsInHalfPrecision:
                foreach (ref float value in output)
                {
                    value = (float)(Half)value;
                }

                break;
            case Fault.ReadsOneFloatTooMany:
                output[0] += 0 * Unsafe.Add(ref Unsafe.AsRef(in input[^1]), 1);
                break;
            case Fault.WritesOneFloatTooMany:
                Unsafe.Add(ref output[^1], 1) = 0;
                break;
            case Fault.WritesToAnInput:
                Unsafe.AsRef(in input[0]) = 0;
                break;
            case Fault.Allocates:
                GC.KeepAlive(new float[1]);
                break;
            case Fault.ChangesFromCallToCall:
                output[0] = s_calls++ % 3 != 0 ? output[0] : float.BitIncrement(output[0]);
                break;
            default:
                break;
        }
    }
}
