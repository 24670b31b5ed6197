using AttnGen.Benchmarks.Engines;
using AttnGen.Benchmarks.Workloads;

namespace AttnGen.Benchmarks.Tables;

/// <summary>
/// One line of a table: a generated kernel and how it is called. Nothing of the kernel is touched before it is asked for, so that the
/// time to a first result can be measured on any row.
/// </summary>
internal sealed class Row
{
    private readonly Func<AttentionShape> _shape;
    private readonly Func<KernelTier> _tier;
    private readonly Func<Workload, IEngine> _createKernel;

    private Row(string name, AttentionForm form, Func<AttentionShape> shape, Func<KernelTier> tier, Func<Workload, IEngine> createKernel)
    {
        Name = name;
        Form = form;
        _shape = shape;
        _tier = tier;
        _createKernel = createKernel;
    }

    /// <summary>The shape as the tables print it.</summary>
    public string Name { get; }

    /// <summary>What is measured.</summary>
    public AttentionForm Form { get; }

    /// <summary>The row of the same shape without what this one adds, causality or a change of the scores; null where it adds nothing.</summary>
    public Row? Whole { get; private init; }

    /// <summary>The kernel's shape.</summary>
    public AttentionShape Shape => _shape();

    /// <summary>The instruction sets that the kernel uses in this process.</summary>
    public KernelTier Tier => _tier();

    /// <summary>The floating-point operations that the mathematics of the row needs.</summary>
    public long Flops => Form == AttentionForm.WithProjections ? Shape.ForwardFlops : Shape.AttendFlops;

    /// <summary>The scores that the mathematics of the row needs, of all heads.</summary>
    public long Scores => Shape.AttendFlops / (2L * (Shape.DK + Shape.DV));

    /// <summary>A row of a whole layer up to the heads' outputs.</summary>
    public static Row WithProjections<TKernel>(string name, ForwardCall<TKernel> forward)
        where TKernel : IAttentionKernel<TKernel> =>
        new(
            name,
            AttentionForm.WithProjections,
            static () => TKernel.Shape,
            static () => TKernel.Tier,
            workload => new ForwardEngine<TKernel>(workload, TKernel.Create(workload.Weights), forward));

    /// <summary>A row of attention without projections.</summary>
    public static Row Alone<TKernel>(string name, AttendCall attend)
        where TKernel : IAttentionKernel<TKernel> =>
        new(
            name,
            AttentionForm.Alone,
            static () => TKernel.Shape,
            static () => TKernel.Tier,
            workload => new AttendEngine(workload, attend));

    /// <summary>This row beside that of the same shape without what it adds.</summary>
    public Row Beside(Row whole) => new(Name, Form, _shape, _tier, _createKernel) { Whole = whole };

    /// <summary>The row's kernel, ready to run on a workload.</summary>
    public IEngine CreateKernel(Workload workload) => _createKernel(workload);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
