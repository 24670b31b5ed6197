namespace AttnGen.Tests.Kernels.HandWritten;

/// <summary>What a hand-written kernel does wrong on purpose.</summary>
public enum Fault
{
    None,
    ScaleByValueSize,
    OneKeyTooFew,
    OneKeyTooMany,
    ForgetsTheValueBias,
    ForgetsTheLayout,
    LeavesPaddingUnwritten,
    MultipliesMaskedKeysByZero,
    AddsInHalfPrecision,
    ReadsOneFloatTooMany,
    WritesOneFloatTooMany,
    WritesToAnInput,
    Allocates,
    SharesScratch,
    ChangesFromCallToCall,
    ChecksTooLate,
    NamesTheWrongArgument,
    TellsNoProduct,
    IgnoresOverlap,
    KeepsTheCallersWeights,
}
