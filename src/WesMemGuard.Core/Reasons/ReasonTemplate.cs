using System.Text;

namespace WesMemGuard.Reasons;

/// <summary>
/// A text with places: <c>{name}</c>, <c>{name:format}</c>, <c>{name|one|many}</c>, <c>{name?if it is there}</c>,
/// <c>{name?if|else}</c>; parts may hold places again. A brace of its own is written twice.
/// </summary>
internal sealed class ReasonTemplate
{
    private readonly string _text;
    private int _at;

    public ReasonTemplate(string text) => _text = text;

    /// <summary>The text with its places filled.</summary>
    /// <param name="find">The value of a name; throws when there is none.</param>
    /// <param name="write">Writes a value in a format, null for the plain one.</param>
    public string Fill(Func<string, ReasonValue> find, Func<ReasonValue, string?, string> write)
    {
        _at = 0;
        var filled = Part("", find, write);
        return _at == _text.Length ? filled : throw Wrong();
    }

    private string Part(string ends, Func<string, ReasonValue> find, Func<ReasonValue, string?, string> write)
    {
        var filled = new StringBuilder();
        while (_at < _text.Length && ends.IndexOf(_text[_at]) < 0)
        {
            var c = _text[_at++];
            if (c is '{' or '}' && _at < _text.Length && _text[_at] == c)
                _at++;
            else if (c == '}')
                throw Wrong();
            else if (c == '{')
            {
                filled.Append(Place(find, write));
                continue;
            }

            filled.Append(c);
        }

        return filled.ToString();
    }

    private string Place(Func<string, ReasonValue> find, Func<ReasonValue, string?, string> write)
    {
        var value = find(Until(":|?}"));
        switch (Next())
        {
            case ':':
                var format = Until("}");
                Expect('}');
                return write(value, format);
            case '|':
                return Choice(IsOne(value), find, write, otherwise: true);
            case '?':
                return Choice(value != ReasonValue.None, find, write, otherwise: false);
            default:
                return write(value, null);
        }
    }

    /// <summary>Two parts of which one is taken; both are read, so that a wrong one is seen whichever it is.</summary>
    private string Choice(bool first, Func<string, ReasonValue> find, Func<ReasonValue, string?, string> write,
        bool otherwise)
    {
        string Skipped(ReasonValue value, string? format) => "";
        var one = Part("|}", find, first ? write : Skipped);
        if (Next() == '}')
            return otherwise ? throw Wrong() : first ? one : "";
        var other = Part("|}", find, first ? Skipped : write);
        Expect('}');
        return first ? one : other;
    }

    /// <summary>Only 1 is singular in English: 0 limits, 1.5 limits.</summary>
    private static bool IsOne(ReasonValue value) => value switch
    {
        ReasonValue.Number number => number.Value.Equals(1.0),
        ReasonValue.Several several => several.Items.Count == 1,
        _ when value == ReasonValue.None => false,
        _ => throw new FormatException($"{value} has no plural"),
    };

    private string Until(string ends)
    {
        var from = _at;
        while (_at < _text.Length && ends.IndexOf(_text[_at]) < 0)
            _at++;
        return _text.Substring(from, _at - from);
    }

    private char Next() => _at < _text.Length ? _text[_at++] : throw Wrong();

    private void Expect(char c)
    {
        if (Next() != c)
            throw Wrong();
    }

    private FormatException Wrong() => new($"\"{_text}\" is no text with places (at {_at})");
}
