using System.ComponentModel;

namespace AttnGen.Generated;

/// <summary>What results hold in the rows of queries that are padding.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PaddedRows
{
    /// <summary>Fills the rows from the first of padding on, in each group of rows.</summary>
    /// <param name="results">The groups, one behind the other; empty where they are not asked for.</param>
    /// <param name="value">What to put there.</param>
    /// <param name="rows">The rows of a group: the queries of the shape.</param>
    /// <param name="rowLength">The numbers of a row.</param>
    /// <param name="real">The rows that are no padding.</param>
    public static void Fill<T>(Span<T> results, T value, int rows, int rowLength, int real)
    {
        for (int group = 0; group < results.Length; group += rows * rowLength)
        {
            results.Slice(group + (real * rowLength), (rows - real) * rowLength).Fill(value);
        }
    }
}
