using System.Reflection;
using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Documentation;

/// <summary>The table of names in docs/safetensors.md against <see cref="AttentionTensorNames"/>.</summary>
public sealed class SafetensorsPageTests
{
    private static readonly string[] s_stored = ["| [out, in] |", "| [in, out] |"];

    [Fact]
    public void The_page_about_safetensors_has_a_row_for_each_table_with_its_names_and_its_layout()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "safetensors.md"));
        string[] rows = [.. page.Split('\n').Where(line => s_stored.Any(stored => line.EndsWith(stored, StringComparison.Ordinal)))];
        PropertyInfo[] tables = [.. typeof(AttentionTensorNames).GetProperties().Where(property => property.GetMethod!.IsStatic)];

        Assert.Equal(tables.Length, rows.Length);
        foreach (PropertyInfo table in tables)
        {
            var names = (AttentionTensorNames)table.GetValue(null)!;
            string row = Assert.Single(rows, row => row.StartsWith($"| `{table.Name}` |", StringComparison.Ordinal));
            Assert.Contains($"`{names.QueryKeyValue ?? names.Query}`", row, StringComparison.Ordinal);
            Assert.Contains($"`{names.Output}`", row, StringComparison.Ordinal);
            Assert.Equal(names.Layout == WeightLayout.OutputByInput, row.EndsWith(s_stored[0], StringComparison.Ordinal));
            Assert.Equal(names.QueryKeyValueOrder == FusedOrder.HeadByHead, row.Contains("head by head", StringComparison.Ordinal));
            Assert.Equal(names.OutputBias is not null, row.Contains("and its bias | [", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_page_about_safetensors_gives_the_longest_array() => Assert.Contains(
        $"more than {Array.MaxLength.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} elements",
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "safetensors.md")),
        StringComparison.Ordinal);
}
