namespace AttentionTour.Numbers;

/// <summary>A small matrix in double precision, with the few operations that the hand-made side of the tour needs.</summary>
/// <param name="rows">The number of rows.</param>
/// <param name="columns">The number of columns.</param>
internal sealed class Matrix(int rows, int columns)
{
    private readonly double[] _values = new double[rows * columns];

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public double this[int row, int column]
    {
        get => _values[(row * Columns) + column];
        set => _values[(row * Columns) + column] = value;
    }

    /// <summary>A matrix of rows written out.</summary>
    public static Matrix Of(params double[][] rows)
    {
        var matrix = new Matrix(rows.Length, rows[0].Length);
        for (int row = 0; row < matrix.Rows; row++)
        {
            rows[row].CopyTo(matrix.Row(row));
        }

        return matrix;
    }

    /// <summary>A matrix of what a kernel takes or returns: row-major floats.</summary>
    public static Matrix Of(int rows, int columns, ReadOnlySpan<float> values)
    {
        var matrix = new Matrix(rows, columns);
        for (int i = 0; i < values.Length; i++)
        {
            matrix._values[i] = values[i];
        }

        return matrix;
    }

    /// <summary>One row, to read or write.</summary>
    public Span<double> Row(int row) => _values.AsSpan(row * Columns, Columns);

    /// <summary>The matrix product.</summary>
    public Matrix Times(Matrix other)
    {
        var product = new Matrix(Rows, other.Columns);
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < other.Columns; column++)
            {
                double sum = 0;
                for (int i = 0; i < Columns; i++)
                {
                    sum += this[row, i] * other[i, column];
                }

                product[row, column] = sum;
            }
        }

        return product;
    }

    /// <summary>The transpose.</summary>
    public Matrix Transposed()
    {
        var transposed = new Matrix(Columns, Rows);
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                transposed[column, row] = this[row, column];
            }
        }

        return transposed;
    }

    /// <summary>The matrix with a function applied to each number.</summary>
    public Matrix Map(Func<double, double> function)
    {
        var result = new Matrix(Rows, Columns);
        for (int i = 0; i < _values.Length; i++)
        {
            result._values[i] = function(_values[i]);
        }

        return result;
    }

    /// <summary>The rows in another order: row i of the result is row <c>order[i]</c> of this.</summary>
    public Matrix Reordered(IReadOnlyList<int> order)
    {
        var result = new Matrix(order.Count, Columns);
        for (int row = 0; row < order.Count; row++)
        {
            Row(order[row]).CopyTo(result.Row(row));
        }

        return result;
    }

    /// <summary>This matrix with another of as many rows to its right.</summary>
    public Matrix Beside(Matrix right)
    {
        var result = new Matrix(Rows, Columns + right.Columns);
        for (int row = 0; row < Rows; row++)
        {
            Row(row).CopyTo(result.Row(row));
            right.Row(row).CopyTo(result.Row(row)[Columns..]);
        }

        return result;
    }

    /// <summary>Each row less its mean: what is left of scores once softmax has forgotten what a row has in common.</summary>
    public Matrix LessRowMeans()
    {
        var result = new Matrix(Rows, Columns);
        for (int row = 0; row < Rows; row++)
        {
            double mean = 0;
            foreach (double value in Row(row))
            {
                mean += value / Columns;
            }

            for (int column = 0; column < Columns; column++)
            {
                result[row, column] = this[row, column] - mean;
            }
        }

        return result;
    }

    /// <summary>The sum of a row.</summary>
    public double RowSum(int row)
    {
        double sum = 0;
        foreach (double value in Row(row))
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>The smallest and the largest number.</summary>
    public (double Low, double High) Range() => (_values.Min(), _values.Max());

    /// <summary>The largest absolute difference from another matrix; NaN where either has a NaN.</summary>
    public double DifferenceFrom(Matrix other)
    {
        if (other.Rows != Rows || other.Columns != Columns)
        {
            throw new ArgumentException($"{Rows} × {Columns} cannot be compared with {other.Rows} × {other.Columns}.", nameof(other));
        }

        double largest = 0;
        for (int i = 0; i < _values.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(_values[i] - other._values[i]));
        }

        return largest;
    }

    /// <summary>The numbers as a kernel takes them: row-major floats.</summary>
    public float[] ToFloats() => [.. _values.Select(value => (float)value)];
}
