using System.Numerics.Tensors;
using static System.FormattableString;

namespace SentenceEncoder;

/// <summary>How close each sentence is to each other one: the cosine of the angle between their embeddings.</summary>
internal static class SimilarityTable
{
    private const int LongestLabel = 48;
    private const int NumberColumns = 3;
    private const int CellColumns = 6;

    /// <summary>Prints the matrix, in as many blocks of columns as the terminal's width asks for.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="sentences">The labels of the rows.</param>
    /// <param name="embeddings">One embedding a sentence.</param>
    public static void Print(Terminal terminal, IReadOnlyList<string> sentences, IReadOnlyList<float[]> embeddings)
    {
        string[] lines = [.. sentences.Select(TextWidth.OneLine)];
        int label = Math.Min(lines.Max(TextWidth.Of), LongestLabel);
        int margin = NumberColumns + 2 + label + 1;
        int perBlock = Math.Max(1, (terminal.Width - margin) / CellColumns);
        for (int first = 0; first < lines.Length; first += perBlock)
        {
            int end = Math.Min(first + perBlock, lines.Length);
            string header = string.Concat(Enumerable.Range(first + 1, end - first).Select(number => Cell($"{number}")));
            terminal.Out.WriteLine((new string(' ', margin) + header).TrimEnd());
            for (int row = 0; row < lines.Length; row++)
            {
                string line = Invariant($"{row + 1,NumberColumns}  {TextWidth.Fit(lines[row], label)} ");
                for (int column = first; column < end; column++)
                {
                    double cosine = TensorPrimitives.CosineSimilarity<float>(embeddings[row], embeddings[column]);
                    line += terminal.Paint(Cell(Invariant($"{cosine:0.00}")), cosine);
                }

                terminal.Out.WriteLine(line.TrimEnd());
            }

            terminal.Out.WriteLine();
        }
    }

    private static string Cell(string number) => $"{number,CellColumns - 1} ";
}
