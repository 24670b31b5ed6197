namespace SentenceEncoder;

/// <summary>What tells the model where a token stands: sin and cos of position · frequency ("Attention Is All You Need", section 3.5).</summary>
internal sealed class TimingSignal
{
    private readonly float[] _rows;
    private readonly int _width;

    /// <summary>Tabulates every position once: the sines in the first half of a row, the cosines in the second.</summary>
    public TimingSignal(ReadOnlySpan<float> frequencies, int positions)
    {
        _width = 2 * frequencies.Length;
        _rows = new float[positions * _width];
        for (int position = 0; position < positions; position++)
        {
            Span<float> row = _rows.AsSpan(position * _width, _width);
            for (int i = 0; i < frequencies.Length; i++)
            {
                (row[i], row[i + frequencies.Length]) = MathF.SinCos(position * frequencies[i]);
            }
        }
    }

    /// <summary>The signal of one position.</summary>
    public ReadOnlySpan<float> this[int position] => _rows.AsSpan(position * _width, _width);
}
