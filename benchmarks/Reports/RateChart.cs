using AttnGen.Benchmarks.Compare;
using ScottPlot;

namespace AttnGen.Benchmarks.Reports;

/// <summary>A table as a picture: the rates of AttnGen and of ONNX Runtime's best graph on each row, under the FMA ceiling.</summary>
internal static class RateChart
{
    private const int Height = 640;
    private const int PixelsPerRow = 90;
    private const int Margin = 220;
    private const double BarWidth = 0.38;

    /// <summary>Draws a table that has at least one row.</summary>
    public static void Save(string path, TableResult table)
    {
        using var plot = new Plot();
        IReadOnlyList<RowResult> rows = table.Rows;
        AddBars(plot, "AttnGen", Colors.SteelBlue, rows, -BarWidth / 2, static row => row.AttnGen);
        AddBars(plot, "best ONNX Runtime graph", Colors.DarkOrange, rows, BarWidth / 2, static row => row.BestOnnxRuntime);

        double ceiling = rows.Average(static row => row.CeilingGflops);
        ScottPlot.Plottables.HorizontalLine line = plot.Add.HorizontalLine(ceiling, width: 2, Colors.Black, LinePattern.Dashed);
        line.LegendText = $"FMA ceiling, {rows[0].Row.Tier}";

        plot.Axes.Bottom.SetTicks(
            [.. Enumerable.Range(0, rows.Count).Select(static i => (double)i)],
            [.. rows.Select(static row => row.Row.Name.Replace(", ", ",\n", StringComparison.Ordinal))]);
        plot.Axes.Bottom.TickLabelStyle.Rotation = -35;
        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleRight;
        plot.Axes.Bottom.MinimumSize = Margin / 2;
        plot.Axes.Left.Label.Text = "GFLOP/s, needed operations only";
        plot.Axes.SetLimits(-0.6, rows.Count - 0.4, 0, ceiling * 1.15);
        plot.Title(table.Title);
        plot.ShowLegend(Alignment.UpperLeft);
        plot.SavePng(path, Margin + (PixelsPerRow * Math.Max(rows.Count, 5)), Height);
    }

    private static void AddBars(
        Plot plot, string name, Color color, IReadOnlyList<RowResult> rows, double offset, Func<RowResult, EngineResult?> pick)
    {
        Bar[] bars =
        [
            .. rows.Select((row, i) => (Position: i + offset, Row: row, Result: pick(row)))
                .Where(static bar => bar.Result is not null)
                .Select(bar => new Bar
                {
                    Position = bar.Position,
                    Value = bar.Row.Gflops(bar.Result!),
                    Size = BarWidth,
                    FillColor = color,
                    LineWidth = 0,
                }),
        ];
        if (bars.Length > 0)
        {
            plot.Add.Bars(bars).LegendText = name;
        }
    }
}
