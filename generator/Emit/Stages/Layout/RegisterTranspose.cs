namespace AttnGen.Generator.Emit;

/// <summary>
/// Transposes a square of 4, 8 or 16 vectors in registers: pairs of floats are interleaved, then pairs of pairs, then 128-bit quarters.
/// </summary>
internal static class RegisterTranspose
{
    private const int QuarterLanes = 4;

    /// <summary>The squares there are, largest first.</summary>
    public static readonly IReadOnlyList<int> Sizes = [16, 8, 4];

    /// <summary>Writes the shuffles.</summary>
    /// <param name="code">Where to write.</param>
    /// <param name="rows">The locals that hold the rows: 4, 8 or 16.</param>
    /// <param name="prefix">The beginning of the names of new locals.</param>
    /// <returns>The locals that hold the columns.</returns>
    public static string[] Write(CodeWriter code, IReadOnlyList<string> rows, string prefix)
    {
        int size = rows.Count;
        var quarters = new string[size];
        for (int group = 0; group < size; group += QuarterLanes)
        {
            string low0 = New($"low{group}", Interleave(size, high: false, pair: false, rows[group], rows[group + 1]));
            string high0 = New($"high{group}", Interleave(size, high: true, pair: false, rows[group], rows[group + 1]));
            string low1 = New($"low{group + 2}", Interleave(size, high: false, pair: false, rows[group + 2], rows[group + 3]));
            string high1 = New($"high{group + 2}", Interleave(size, high: true, pair: false, rows[group + 2], rows[group + 3]));
            quarters[group] = New($"quarter{group}", Interleave(size, high: false, pair: true, low0, low1));
            quarters[group + 1] = New($"quarter{group + 1}", Interleave(size, high: true, pair: true, low0, low1));
            quarters[group + 2] = New($"quarter{group + 2}", Interleave(size, high: false, pair: true, high0, high1));
            quarters[group + 3] = New($"quarter{group + 3}", Interleave(size, high: true, pair: true, high0, high1));
        }

        return size switch
        {
            4 => quarters,
            8 => Halves(quarters),
            _ => Quarters(quarters),
        };

        string New(string name, string value)
        {
            code.Line($"var {prefix}{name} = {value};");
            return prefix + name;
        }

        string[] Halves(string[] quarter)
        {
            var columns = new string[8];
            for (int i = 0; i < QuarterLanes; i++)
            {
                columns[i] = New($"column{i}", $"Avx.Permute2x128({quarter[i]}, {quarter[i + 4]}, 0x20)");
                columns[i + 4] = New($"column{i + 4}", $"Avx.Permute2x128({quarter[i]}, {quarter[i + 4]}, 0x31)");
            }

            return columns;
        }

        string[] Quarters(string[] quarter)
        {
            const string Even = "0x88";
            const string Odd = "0xDD";
            var columns = new string[16];
            for (int i = 0; i < QuarterLanes; i++)
            {
                for (int odd = 0; odd < 2; odd++)
                {
                    string select = odd == 0 ? Even : Odd;
                    string left = New($"left{i}_{odd}", $"Avx512F.Shuffle4x128({quarter[i]}, {quarter[i + 4]}, {select})");
                    string right = New($"right{i}_{odd}", $"Avx512F.Shuffle4x128({quarter[i + 8]}, {quarter[i + 12]}, {select})");
                    int first = i + (odd * QuarterLanes);
                    columns[first] = New($"column{first}", $"Avx512F.Shuffle4x128({left}, {right}, {Even})");
                    columns[first + 8] = New($"column{first + 8}", $"Avx512F.Shuffle4x128({left}, {right}, {Odd})");
                }
            }

            return columns;
        }
    }

    private static string Interleave(int size, bool high, bool pair, string a, string b)
    {
        string half = high ? "High" : "Low";
        if (size == QuarterLanes)
        {
            return pair ? $"Interleave.{half}Pair({a}, {b})" : $"Interleave.{half}({a}, {b})";
        }

        string set = size == 8 ? "Avx" : "Avx512F";
        return pair ? $"{set}.Unpack{half}({a}.AsDouble(), {b}.AsDouble()).AsSingle()" : $"{set}.Unpack{half}({a}, {b})";
    }
}
