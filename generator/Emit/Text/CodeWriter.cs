using System.Text;
using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>Writes C# with <c>\n</c> line ends and four spaces a level.</summary>
/// <param name="number">What stands where lines speak of floats; floats unless it is said.</param>
internal sealed class CodeWriter(NumberType? number = null)
{
    private const string Indentation = "    ";

    private readonly StringBuilder _text = new();
    private int _level;

    /// <summary>Writes one line, or an empty one.</summary>
    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            for (int i = 0; i < _level; i++)
            {
                _text.Append(Indentation);
            }

            _text.Append(number is null ? line : number.InPlaceOfFloat(line));
        }

        _text.Append('\n');
    }

    /// <summary>Writes a text of several lines at the current level.</summary>
    public void Lines(string text)
    {
        foreach (string line in text.Replace("\r", string.Empty).Split('\n'))
        {
            Line(line);
        }
    }

    /// <summary>Writes a header and an opening brace; the closing one comes with disposal.</summary>
    public Block Open(string header)
    {
        Line(header);
        Line("{");
        _level++;
        return new Block(this);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Close()
    {
        _level--;
        Line("}");
    }

    /// <summary>An open brace.</summary>
    public readonly struct Block(CodeWriter writer) : IDisposable
    {
        /// <summary>Closes it.</summary>
        public void Dispose() => writer.Close();
    }
}
