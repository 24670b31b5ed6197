namespace SentenceEncoder;

/// <summary>
/// Walks a command line in which a value follows its option, after a blank or an equals sign, and <c>--</c> ends the options.
/// </summary>
internal sealed class ArgumentReader(IReadOnlyList<string> args)
{
    private int _next;
    private string? _attachedValue;
    private bool _optionsEnded;

    /// <summary>The first thing found wrong.</summary>
    public string? Error { get; private set; }

    /// <summary>Whether the argument last read is spelt as an option.</summary>
    public bool IsOption { get; private set; }

    /// <summary>The next argument, an option without its value; null at the end or after an error.</summary>
    public string? Next()
    {
        if (Error is null && !_optionsEnded && _next < args.Count && args[_next] == "--")
        {
            _optionsEnded = true;
            _next++;
        }

        if (Error is not null || _next == args.Count)
        {
            return null;
        }

        string argument = args[_next++];
        IsOption = !_optionsEnded && argument.Length > 1 && argument[0] == '-' && !char.IsWhiteSpace(argument[1]);
        int equals = argument.IndexOf('=');
        _attachedValue = IsOption && equals > 0 ? argument[(equals + 1)..] : null;
        return _attachedValue is null ? argument : argument[..equals];
    }

    /// <summary>Takes the value of the option last read.</summary>
    /// <param name="value">Takes the value; null before, unless the option is given a second time.</param>
    /// <param name="kind">What the value is, for the error when there is none.</param>
    public void Value(ref string? value, string kind)
    {
        string option = args[_next - 1].Split('=')[0];
        if (value is not null)
        {
            Fail($"{option} is given twice.");
        }
        else if (_attachedValue is not null)
        {
            value = _attachedValue;
        }
        else if (_next < args.Count)
        {
            value = args[_next++];
        }
        else
        {
            Fail($"{option} needs {kind}.");
        }
    }

    /// <summary>Ends the walk.</summary>
    public void Fail(string error) => Error ??= error;
}
