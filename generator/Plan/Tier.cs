using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Plan;

/// <summary>
/// One instruction set a kernel is planned and written for. The names are those of the runtime's KernelTier; the order is best first.
/// </summary>
/// <param name="Name">The member of KernelTier.</param>
/// <param name="Lanes">The numbers of one vector.</param>
/// <param name="Registers">The vector registers the code generator can use.</param>
/// <param name="Condition">The C# test that the machine and the runtime offer the tier; null for the last, which every machine has.</param>
internal sealed record Tier(string Name, int Lanes, int Registers, string? Condition)
{
    /// <summary>Every tier, best first, as the dispatch tries them.</summary>
    public static readonly IReadOnlyList<Tier> All =
    [
        new("Vector512", Lanes: 16, Registers: 32, "Vector512.IsHardwareAccelerated && Avx512F.IsSupported"),
        new("Vector256Wide", Lanes: 8, Registers: 32, "Vector256.IsHardwareAccelerated && Avx512F.VL.IsSupported"),
        new("Vector256", Lanes: 8, Registers: 16, "Vector256.IsHardwareAccelerated && Avx.IsSupported"),
        new("Vector128", Lanes: 4, Registers: 16, "Vector128.IsHardwareAccelerated"),
        new("Scalar", Lanes: 1, Registers: 16, Condition: null),
    ];

    /// <summary>What the numbers are.</summary>
    public NumberType Number { get; private init; } = NumberType.Float;

    /// <summary>The tier for another type of numbers: its vectors hold fewer.</summary>
    public Tier Of(NumberType number) => this with { Number = number, Lanes = number.Lanes(Lanes * Number.Bytes / NumberType.Float.Bytes) };

    /// <summary>Tiers of so few lanes are there to work, not to be fast: their code is kept short.</summary>
    public bool IsKeptShort => Lanes <= 4;

    /// <summary>
    /// Whether a step of a tile has no more than the multiply-adds of 16 registers, beside which all else weighs more: such tiles have more steps
    /// between two branches, spread edges, and sizes that leave no row over. With 32 registers on Zen 5 none of these made a difference of 1 %.
    /// </summary>
    public bool HasFewRegisters => Registers <= 16 && !IsKeptShort;

    /// <summary>The number of whole vectors that hold so many numbers.</summary>
    public int VectorsFor(int numbers) => (numbers + Lanes - 1) / Lanes;
}
