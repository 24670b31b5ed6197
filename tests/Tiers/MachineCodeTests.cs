using System.Runtime.InteropServices;
using AttnGen.Tests.Child;
using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Tiers;

/// <summary>
/// Reads the machine code of the tiles: whether each keeps its accumulators in registers and multiplies in the full width. A tile that
/// spills is right, and several times slower.
/// </summary>
public sealed class MachineCodeTests
{
    private const string Tiles = "AttnGen.Generated.*:*Tile*";

    private const string Squares = "AttnGen.Generated.Square";

    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("DOTNET_EnableAVX512", "1", KernelTier.Vector512)]
    [InlineData("DOTNET_PreferredVectorBitWidth", "256", KernelTier.Vector256Wide)]
    [InlineData("DOTNET_EnableAVX512", "0", KernelTier.Vector256)]
    public async Task Tiles_stay_in_registers_and_multiply_in_the_full_width(string variable, string value, KernelTier tier)
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "The listing is read for x64 only.");
        Assert.SkipUnless(tier <= ProcessorTier.Expected, "The machine does not run the tier.");

        string[] lines = await ListAsync(variable, value);

        MachineCode[] tiles = [.. MachineCode.Parse(lines)];
        // Each kernel projects, scores and aggregates.
        const int FewestTilesAKernel = 3;
        Assert.InRange(tiles.Length, FewestTilesAKernel * ListedKernels.Shapes.Count, int.MaxValue);
        Assert.All(tiles, tile => Assert.Contains($"__{tier}Kernel:", tile.Method, StringComparison.Ordinal));
        string[] faults = [.. tiles.SelectMany(tile => TileFault.Find(tile, tier == KernelTier.Vector512 ? "zmm" : "ymm"))];
        Assert.True(faults.Length == 0, $"{faults.Length} faults:\n{string.Join('\n', faults.Take(20))}");

        JitReport[] compiled =
        [
            .. JitReport.Parse(lines).Where(report =>
                JitReport.IsOfKernel(report.Method) || report.Method.StartsWith(Squares, StringComparison.Ordinal)),
        ];
        Assert.Contains(compiled, report => report.Method.StartsWith(Squares, StringComparison.Ordinal));
        Assert.InRange(compiled.Length, tiles.Length + 1, int.MaxValue);
        Assert.All(compiled, report => Assert.True(report.IsOptimized, $"{report.Method}: {report.Kind}"));
    }

    [Fact]
    public void A_tile_that_stays_in_registers_has_no_fault() => Assert.Empty(Faults(Listing()));

    [Theory]
    [InlineData("vmovups  zmmword ptr [rbp-0x50], zmm3")]
    [InlineData("vmovaps  zmm3, zmmword ptr [rsp+0x40]")]
    [InlineData("vbroadcastss zmm4, dword ptr [rsp]")]
    public void A_spill_in_the_loop_is_found(string spill) => AssertFault(spill, Listing(inLoop: spill));

    [Fact]
    public void The_stack_outside_the_loop_and_rbp_without_a_frame_are_no_fault()
    {
        Assert.Empty(Faults(Listing(before: "vmovups  zmmword ptr [rbp-0x50], zmm3")));
        Assert.Empty(Faults(Listing(inLoop: "vmovups  zmm3, zmmword ptr [rbp+0x40]", frame: "rsp")));
    }

    [Fact]
    public void Missing_and_narrow_multiply_adds_are_found()
    {
        AssertFault("3 multiply-adds", Listing(inLoop: "vfmadd213ps zmm1, zmm2, zmm3"));
        AssertFault("0 multiply-adds", Listing().Replace("vfmadd231ps", "vmulps", StringComparison.Ordinal));
        AssertFault("ymm0 in place of zmm", Listing().Replace("ps zmm", "ps ymm", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unrolled_tile_is_looked_at_whole()
    {
        const string Spill = "vmovups  zmmword ptr [rbp-0x50], zmm3";
        AssertFault(Spill, Listing(before: Spill).Replace("jne", "nop ;", StringComparison.Ordinal));
    }

    private static void AssertFault(string expected, string listing) =>
        Assert.Contains(expected, Assert.Single(Faults(listing)), StringComparison.Ordinal);

    private static IEnumerable<string> Faults(string listing)
    {
        MachineCode tile = Assert.Single(MachineCode.Parse(listing.Split('\n')));
        Assert.Equal("A.<K_g>F12__Vector512Kernel:ScoreTile2x1_Depth64Row64", tile.Method);
        return TileFault.Find(tile, "zmm");
    }

    /// <summary>What the runtime writes for a small tile, with one more instruction.</summary>
    private static string Listing(string inLoop = "", string before = "", string frame = "rbp") =>
        $"""
        ; Assembly listing for method A.<K_g>F12__Vector512Kernel:ScoreTile2x1_Depth64Row64(byref,byref,byref) (FullOpts)
        ; Emitting BLENDED_CODE for generic X64 + VEX + EVEX on Unix
        ; {frame} based frame

        G_M000_IG01:                ;; offset=0x0000
               push     rbp
               mov      rbp, rsp
               {before}

        G_M000_IG02:                ;; offset=0x0004
               vxorps   ymm0, ymm0, ymm0
               vxorps   ymm1, ymm1, ymm1
               mov      eax, 64

        G_M000_IG03:                ;; offset=0x0051
               vmovups  zmm2, zmmword ptr [rsi]
               vbroadcastss zmm3, dword ptr [rdi]
               vfmadd231ps zmm0, zmm2, zmm3
               vfmadd231ps zmm1, zmm2, dword ptr [rdi+0x100] {"{"}1to16{"}"}
               {inLoop}
               dec      eax
               jne      SHORT G_M000_IG03

        G_M000_IG04:                ;; offset=0x011A
               vmovups  zmmword ptr [rdx], zmm0
               vmovups  zmmword ptr [rdx+0x40], zmm1
               ret

        ; Total bytes of code 398

          94: JIT compiled A.<K_g>F12__Vector512Kernel:ScoreTile2x1_Depth64Row64(byref,byref,byref) [FullOpts, IL size=673, code size=398]
        """;

    private static async Task<string[]> ListAsync(string variable, string value)
    {
        // Compiled here, once, and found by every child.
        Assert.NotEmpty(ListedKernels.Compile().Kernels);
        string file = Path.GetTempFileName();
        try
        {
            Dictionary<string, string> environment = MachineCode.Environment(file, Tiles);
            environment[variable] = value;
            TestProcess.Result result = await TestProcess.RunAsync(environment, s_timeout, EveryKernelOnce.ListedCommand);
            Assert.True(result.ExitCode == 0, result.Excerpt);
            return await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
