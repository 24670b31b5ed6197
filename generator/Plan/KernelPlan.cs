using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Plan;

/// <summary>How one shape is computed on one tier.</summary>
internal sealed class KernelPlan
{
    /// <summary>The shape.</summary>
    public required AttentionSpec Spec { get; init; }

    /// <summary>The tier.</summary>
    public required Tier Tier { get; init; }

    /// <summary>The projection of the tokens to queries; one chunk of them.</summary>
    public required ProjectionPlan Query { get; init; }

    /// <summary>
    /// The projection of the tokens, or the context, to keys; null where the projection of the queries takes that of the keys with it.
    /// </summary>
    public required ProjectionPlan? Key { get; init; }

    /// <summary>The projection of the tokens, or the context, to values.</summary>
    public required ProjectionPlan Value { get; init; }

    /// <summary>The projection of the heads' outputs, if the shape has one.</summary>
    public required ProjectionPlan? Output { get; init; }

    /// <summary>The table of RoPE, if the shape has it.</summary>
    public required RopePlan? Rope { get; init; }

    /// <summary>
    /// The attention of Forward, on projected operands; one chunk of queries. It is the very plan of Attend where the operands lie alike.
    /// </summary>
    public required AttentionPlan Projected { get; init; }

    /// <summary>
    /// Whether Forward projects one head and attends to it before the next: what is projected is still in the second-level cache when it is read,
    /// and takes the scratch memory of one head. <see cref="Projected"/> is then the attention of one head.
    /// </summary>
    public required bool GoesHeadByHead { get; init; }

    /// <summary>The attention of Attend, on the caller's operands.</summary>
    public required AttentionPlan Direct { get; init; }

    /// <summary>The attention of a step of one token, on a cache; null where there is none.</summary>
    public required AttentionPlan? Token { get; init; }

    /// <summary>Where the pieces of Forward lie in scratch memory.</summary>
    public required ForwardScratch Scratch { get; init; }

    /// <summary>The queries that are projected and attended at a time: all of them, unless they would fill too much scratch memory.</summary>
    public int QueryChunk => Projected.Queries;

    /// <summary>
    /// Whether W_Q·W_Kᵀ is one matrix: Q·Kᵀ = (X·W_Q)·(C·W_K)ᵀ = (X·W_Q·W_Kᵀ)·Cᵀ, so that the tokens C are keys as they are.
    /// </summary>
    public bool MergesKeys => Key is null;

    /// <summary>Whether queries come in chunks.</summary>
    public bool IsChunked => QueryChunk < Spec.N;

    /// <summary>All projections, in the order in which their panels are packed.</summary>
    public IEnumerable<ProjectionPlan> Projections =>
        new[] { Query, Key, Value, Output }.OfType<ProjectionPlan>();

    /// <summary>The numbers of all packed panels.</summary>
    public int PackedLength => checked((int)Projections.Sum(projection => projection.Product.PackedLength));

    /// <summary>Where the panels of a projection start among all.</summary>
    public long PackedStart(ProjectionPlan projection) =>
        Projections.TakeWhile(earlier => earlier.Matrix != projection.Matrix).Sum(earlier => earlier.Product.PackedLength);

    /// <summary>The projections of one head, in the order in which Forward makes them and their panels are packed, if it goes head by head.</summary>
    public IReadOnlyList<ProjectionPlan> HeadProjections => GoesHeadByHead ? [Key!, Value, Query] : [];

    /// <summary>The numbers of one head's packed panels.</summary>
    public long HeadPackedLength => HeadProjections.Sum(projection => projection.Product.OfPart.PackedLength);

    /// <summary>Where the panels of a projection start among those of one head.</summary>
    public long PackedStartInHead(ProjectionPlan projection) =>
        HeadProjections.TakeWhile(earlier => earlier.Matrix != projection.Matrix).Sum(earlier => earlier.Product.OfPart.PackedLength);

    /// <summary>The scratch memory of Forward, in numbers.</summary>
    public int ForwardScratchLength => Scratch.Block + Math.Max(Projected.ScratchLength, Token?.ScratchLength ?? 0);

    /// <summary>The scratch memory of Attend, in floats; with a cache it has the same places as Forward's.</summary>
    public int AttendScratchLength => Token is null ? Direct.ScratchLength : ForwardScratchLength;

    /// <summary>The scratch memory of whichever needs more, in bytes.</summary>
    public long ScratchBytes => (long)Math.Max(ForwardCallLength, AttendCallLength) * Spec.Number.Bytes;

    /// <summary>Where the operands lie as floats, if they come in fewer bits; those of a step have places of their own.</summary>
    public WidenedOperands? Widened =>
        Spec is { IsNarrow: true, HasCache: false } ? WidenedOperands.For(Spec, ForwardScratchLength, AttendScratchLength) : null;

    /// <summary>The scratch memory of a call of Forward, in numbers.</summary>
    public int ForwardCallLength => Widened?.ForwardLength ?? ForwardScratchLength;

    /// <summary>The scratch memory of a call of Attend, in numbers.</summary>
    public int AttendCallLength => Widened?.AttendLength ?? AttendScratchLength;
}
