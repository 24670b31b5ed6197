using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Checks;
using AttnGen.Tests.Kernels.Problems;
using Xunit;
using Xunit.Sdk;

namespace AttnGen.Tests.Kernels.HandWritten;

/// <summary>
/// Tests the checks: each accepts a correct hand-written kernel and refuses one with the mistake that it is there to find.
/// </summary>
public sealed class ChecksCatchFaultsTests : IDisposable
{
    private static readonly Kernel s_hand = Kernel.Of<LoopKernel<LoopCases.Self>>();
    private static readonly Kernel s_handCross = Kernel.Of<LoopKernel<LoopCases.Cross>>();

    [Theory]
    [InlineData(Entry.Forward)]
    [InlineData(Entry.Attend)]
    public void Accuracy_is_accepted_of_a_correct_kernel(Entry entry)
    {
        AccuracyCheck.Run(s_hand, entry);
        AccuracyCheck.Run(s_handCross, entry);
    }

    [Fact]
    public void A_wrong_scale_is_found() => Refused(Fault.ScaleByValueSize, kernel => AccuracyCheck.Run(kernel, Entry.Attend));

    [Fact]
    public void A_key_too_few_is_found() => Refused(Fault.OneKeyTooFew, kernel => AccuracyCheck.Run(kernel, Entry.Attend));

    [Fact]
    public void A_key_too_many_is_found() => Refused(Fault.OneKeyTooMany, kernel => AccuracyCheck.Run(kernel, Entry.Forward));

    [Fact]
    public void A_missing_bias_is_found() => Refused(Fault.ForgetsTheValueBias, kernel => AccuracyCheck.Run(kernel, Entry.Forward));

    [Fact]
    public void The_wrong_layout_is_found() => Refused(Fault.ForgetsTheLayout, kernel => AccuracyCheck.Run(kernel, Entry.Attend));

    [Fact]
    public void Padding_left_as_it_was_is_found() =>
        Refused(Fault.LeavesPaddingUnwritten, kernel => AccuracyCheck.Run(kernel, Entry.Forward));

    [Fact]
    public void Too_little_precision_is_found() => Refused(Fault.AddsInHalfPrecision, kernel => AccuracyCheck.Run(kernel, Entry.Attend));

    [Fact]
    public void A_reference_that_disagrees_with_the_plain_loop_is_found()
    {
        var agrees = new ErrorBound();
        agrees.Add([1, 2], [1.00001f, 2], [1.00001f, 2], "here");
        agrees.Assert("all three agree");

        var disagrees = new ErrorBound();
        disagrees.Add([1, 2], [1.01f, 2], [1.01f, 2], "here");
        Assert.ThrowsAny<XunitException>(() => disagrees.Assert("the kernel is as wrong as the plain loop"));
    }

    [Fact]
    public void Output_that_changes_from_call_to_call_is_found() =>
        Refused(Fault.ChangesFromCallToCall, kernel => AccuracyCheck.Run(kernel, Entry.Attend));

    [Fact]
    public void A_write_past_a_buffer_is_found_where_no_guard_page_is() =>
        Refused(Fault.WritesOneFloatTooMany, kernel => GuardedCall.Run(
            Face(kernel), Entry.Attend, new Problem(kernel.Shape, 1), Guard.AtStart, length: null, attentionWeights: false));

    [Fact]
    public void A_masked_infinity_that_leaks_is_found() =>
        Refused(Fault.MultipliesMaskedKeysByZero, kernel => MaskedValuesCheck.Run(kernel, Entry.Attend));

    [Fact]
    public void Masked_infinities_are_accepted_of_a_correct_kernel()
    {
        foreach (Entry entry in Enum.GetValues<Entry>())
        {
            MaskedValuesCheck.Run(s_hand, entry);
            MaskedValuesCheck.Run(s_handCross, entry);
        }
    }

    [Fact]
    public void An_allocation_is_found()
    {
        AllocationCheck.Run(s_hand);
        AllocationCheck.Run(s_handCross);
        Refused(Fault.Allocates, AllocationCheck.Run);
    }

    [Fact]
    public void Shared_scratch_is_found()
    {
        const int Calls = 200;
        ConcurrencyCheck.Run(s_hand, Entry.Forward, Calls);

        // A race shows itself only when two threads meet, which a busy machine may put off.
        const int Rounds = 50;
        Refused(Fault.SharesScratch, kernel =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                ConcurrencyCheck.Run(kernel, Entry.Forward, Calls);
            }
        });
    }

    [Theory]
    [InlineData(Entry.Forward)]
    [InlineData(Entry.Attend)]
    public void Sloppy_argument_checks_are_found(Entry entry)
    {
        foreach (Kernel kernel in (Kernel[])[s_hand, s_handCross])
        {
            foreach (KernelFace face in kernel.Faces(new Problem(kernel.Shape, 1).Weights))
            {
                ArgumentCheck.Lengths(face, entry);
                ArgumentCheck.TokenCount(face, entry);
                ArgumentCheck.Overlaps(face, entry);
            }
        }

        Refused(Fault.ChecksTooLate, kernel => ArgumentCheck.Lengths(Face(kernel), entry));
        Refused(Fault.ChecksTooLate, kernel => ArgumentCheck.TokenCount(Face(kernel), entry));
        Refused(Fault.NamesTheWrongArgument, kernel => ArgumentCheck.Lengths(Face(kernel), entry));
        Refused(Fault.TellsNoProduct, kernel => ArgumentCheck.Lengths(Face(kernel), entry));
        Refused(Fault.IgnoresOverlap, kernel => ArgumentCheck.Overlaps(Face(kernel), entry));
    }

    [Fact]
    public void Weights_that_are_not_copied_are_found()
    {
        ConstructionCheck.RefusesNull(s_hand);
        ConstructionCheck.RefusesWrongLengths(s_hand);
        ConstructionCheck.RefusesWrongLengths(s_handCross);
        ConstructionCheck.RefusesWhatItWouldIgnore(s_handCross);
        ConstructionCheck.CopiesTheWeights(s_hand);
        Refused(Fault.KeepsTheCallersWeights, ConstructionCheck.CopiesTheWeights);
    }

    public void Dispose() => LoopKernel<LoopCases.Self>.Fault = Fault.None;

    private static KernelFace Face(Kernel kernel) => kernel.ThroughInterface(new Problem(kernel.Shape, 1).Weights);

    /// <summary>The check fails by an assertion, directly or reported from another thread, and not by some other mishap.</summary>
    private static void Refused(Fault fault, Action<Kernel> check)
    {
        LoopKernel<LoopCases.Self>.Fault = fault;
        Exception failure = Assert.ThrowsAny<Exception>(() => check(s_hand));
        LoopKernel<LoopCases.Self>.Fault = Fault.None;
        Assert.True(failure is XunitException || failure.InnerException is XunitException, failure.ToString());
    }
}
