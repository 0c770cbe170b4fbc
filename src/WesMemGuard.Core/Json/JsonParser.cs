using WesMemGuard.Reasons;

namespace WesMemGuard.Json;

/// <summary>
/// Recursive descent over one text, at most 32 levels deep. Slips that leave the structure clear (a bad number, a missing comma, a
/// name without quotes) are reported and read on; others end the reading, and null comes back through all levels.
/// </summary>
internal sealed class JsonParser
{
    private readonly string _text;
    private readonly ProblemList _problems;
    private readonly TextPlace _place;
    private readonly JsonScalars _scalars;

    internal JsonParser(string text, int firstLine, ProblemList problems)
    {
        _text = text;
        _problems = problems;
        _place = new TextPlace(text, firstLine);
        _scalars = new JsonScalars(text, _place, problems);
    }

    private bool AtEnd => _place.At >= _text.Length;

    private char Next => _text[_place.At];

    /// <summary>The one value of the text; <paramref name="needs"/> says what a text without any should have held.</summary>
    internal JsonValue? ReadAll(Reason needs)
    {
        if (!SkipBlank())
            return null;
        if (AtEnd)
        {
            _problems.Add(0, 0, JsonReasons.Empty(needs));
            return null;
        }

        var root = ReadValue(0);
        if (root is null || !SkipBlank())
            return root;
        if (!AtEnd)
            Report(JsonReasons.AfterTheEnd(root.Line, root.Column, JsonReasons.Character(Next)));
        return root;
    }

    private JsonValue? ReadValue(int depth)
    {
        if (AtEnd)
            return Stop(JsonReasons.EndsBeforeValue());
        if (Next is '{' or '[' && depth == JsonText.MostLevels)
            return Stop(JsonReasons.TooDeep(JsonText.MostLevels));
        if (Next == '{')
            return ReadObject(depth + 1);
        if (Next == '[')
            return ReadArray(depth + 1);
        return JsonScalars.CanStart(Next)
            ? _scalars.Read()
            : Stop(JsonReasons.NoValue(JsonReasons.Character(Next)));
    }

    private JsonValue? ReadObject(int depth)
    {
        var (line, column) = (_place.Line, _place.Column);
        var members = new List<JsonMember>();
        var byName = new Dictionary<string, JsonMember>(StringComparer.Ordinal);
        Step();
        while (true)
        {
            if (!SkipBlank())
                return null;
            if (AtEnd)
                return Unclosed('{', '}', line, column);
            if (Next == '}')
                break;
            if (ReadMember(depth) is not { } member)
                return null;
            if (byName.TryGetValue(member.Name, out var first))
                _problems.Add(member.Line, member.Column, JsonReasons.Twice(member.Name, first.Line, first.Column));
            else
                members.Add(byName[member.Name] = member);
            if (!SkipComma('}', line, column))
                return null;
        }

        Step();
        return new JsonValue(JsonKind.Object, line, column) { Members = members };
    }

    private JsonMember? ReadMember(int depth)
    {
        var (line, column) = (_place.Line, _place.Column);
        if (ReadName() is not { } name || !SkipBlank())
            return null;
        if (AtEnd || Next != ':')
        {
            Report(JsonReasons.NoColon(name, Found()));
            return null;
        }

        Step();
        if (!SkipBlank())
            return null;
        return ReadValue(depth) is { } value ? new JsonMember(name, line, column, value) : null;
    }

    private string? ReadName()
    {
        if (Next is '"' or '\'')
            return _scalars.ReadText();
        if (char.IsLetter(Next) || Next is '_' or '$')
        {
            var (line, column) = (_place.Line, _place.Column);
            var name = _scalars.TakeWord();
            _problems.Add(line, column, JsonReasons.BareName(name));
            return name;
        }

        Report(JsonReasons.NoName(JsonReasons.Character(Next)));
        return null;
    }

    private JsonValue? ReadArray(int depth)
    {
        var (line, column) = (_place.Line, _place.Column);
        var items = new List<JsonValue>();
        Step();
        while (true)
        {
            if (!SkipBlank())
                return null;
            if (AtEnd)
                return Unclosed('[', ']', line, column);
            if (Next == ']')
                break;
            if (ReadValue(depth) is not { } item)
                return null;
            items.Add(item);
            if (!SkipComma(']', line, column))
                return null;
        }

        Step();
        return new JsonValue(JsonKind.Array, line, column) { Items = items };
    }

    /// <summary>
    /// After an item: a comma, or the closing bracket ahead. A missing comma before another item is reported and read on.
    /// </summary>
    private bool SkipComma(char close, int line, int column)
    {
        if (!SkipBlank())
            return false;
        if (AtEnd)
        {
            Unclosed(close == '}' ? '{' : '[', close, line, column);
            return false;
        }

        if (Next == close)
            return true;
        if (Next == ',')
        {
            Step();
            return true;
        }

        var another = Next is '"' || (close == ']' && (Next is '{' or '[' || char.IsDigit(Next)));
        Report(another ? JsonReasons.NoComma() : JsonReasons.CommaOr(close.ToString(), JsonReasons.Character(Next)));
        return another;
    }

    /// <summary>Skips blanks and comments; false when a comment isn't closed or isn't one.</summary>
    private bool SkipBlank()
    {
        while (!AtEnd)
        {
            if (Next is ' ' or '\t' or '\n' or '\r')
                Step();
            else if (Next is not ('/' or '#'))
                return true;
            else if (!SkipComment())
                return false;
        }

        return true;
    }

    private bool SkipComment()
    {
        var second = _place.At + 1 < _text.Length ? _text[_place.At + 1] : ' ';
        if (Next == '/' && second == '/')
        {
            var end = _text.IndexOfAny(['\n', '\r'], _place.At);
            _place.MoveTo(end < 0 ? _text.Length : end);
            return true;
        }

        if (Next == '/' && second == '*')
        {
            var end = _text.IndexOf("*/", _place.At + 2, StringComparison.Ordinal);
            if (end < 0)
                Report(JsonReasons.OpenComment());
            _place.MoveTo(end < 0 ? _text.Length : end + 2);
            return end >= 0;
        }

        Report(JsonReasons.NoComment(JsonReasons.Character(Next)));
        return false;
    }

    private void Step() => _place.MoveTo(_place.At + 1);

    private Reason Found() => AtEnd ? JsonReasons.EndOfFile() : JsonReasons.Character(Next);

    private void Report(Reason what) => _problems.Add(_place.Line, _place.Column, what);

    private JsonValue? Stop(Reason what)
    {
        Report(what);
        return null;
    }

    private JsonValue? Unclosed(char open, char close, int line, int column)
    {
        _problems.Add(line, column, JsonReasons.Unclosed(open.ToString(), close.ToString()));
        return null;
    }
}
