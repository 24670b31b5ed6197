using System.Runtime.CompilerServices;
using AttnGen.Generator;
using AttnGen.Generator.Shape;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>A kernel is written once for as long as its text is held, and never kept alive by the generator alone.</summary>
public sealed class KernelTextsTests
{
    private int _writes;

    [Fact]
    public void An_equal_kernel_has_the_very_same_text()
    {
        KernelTexts texts = Count();

        SourceText first = texts.Of(Kernel(16));
        SourceText again = texts.Of(Kernel(16));

        Assert.Same(first, again);
        Assert.Equal(1, _writes);
    }

    [Fact]
    public void Another_kernel_has_a_text_of_its_own()
    {
        KernelTexts texts = Count();

        Assert.NotEqual(texts.Of(Kernel(16)).ToString(), texts.Of(Kernel(17)).ToString());
        Assert.Equal(2, _writes);
    }

    [Fact]
    public void A_text_that_nobody_holds_is_let_go()
    {
        KernelTexts texts = Count();

        Assert.False(IsAlive(WriteAndDrop(texts)));

        texts.Of(Kernel(16));
        Assert.Equal(2, _writes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference WriteAndDrop(KernelTexts texts) => new(texts.Of(Kernel(16)));

    private static bool IsAlive(WeakReference text)
    {
        GC.Collect();
        return text.IsAlive;
    }

    // Each call makes a new record, so that nothing but its value can make it the same kernel.
    private static KernelTarget Kernel(int n) => new(
        new TypeSpec("App", new EquatableArray<string>(["partial class Encoder"]), "Encoder", "Encoder", "App.Encoder.g.cs"),
        new ShapeRequest(n, 8, 4).ToSpec());

    private KernelTexts Count() => new(kernel =>
    {
        _writes++;
        return "// " + kernel;
    });
}
