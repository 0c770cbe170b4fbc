using System.Globalization;
using System.Text;
using WesMemGuard.Texts;
using WesMemGuard.Units;

namespace WesMemGuard.Json;

/// <summary>Reads texts, numbers and words (true, false, null) of one text.</summary>
internal sealed class JsonScalars(string text, TextPlace place, ProblemList problems)
{
    private const double Largest = 1e300;

    private char Next => text[place.At];

    internal static bool CanStart(char c) => c is '"' or '\'' or '-' or '+' or '.' || (c >= '0' && c <= '9') || char.IsLetter(c);

    internal JsonValue? Read()
    {
        if (Next is '"' or '\'')
        {
            var (line, column) = (place.Line, place.Column);
            return ReadText() is { } read ? new JsonValue(JsonKind.String, line, column) { Text = read } : null;
        }

        return char.IsLetter(Next) ? ReadWord() : ReadNumber();
    }

    /// <summary>A text from its opening quote on, unescaped; null when it isn't closed on its line.</summary>
    internal string? ReadText()
    {
        var (line, column, quote) = (place.Line, place.Column, Next);
        if (quote == '\'')
            problems.Add(line, column, "a text stands in double quotes, not in single ones");
        var read = new StringBuilder();
        Step();
        while (place.At < text.Length && Next is not ('\n' or '\r'))
        {
            var c = Next;
            if (c == quote)
            {
                Step();
                return Whole(read.ToString(), line, column);
            }

            if (c < ' ')
                problems.Add(place.Line, place.Column,
                    $"a text may not hold the control character {Words.CodePoint(c)}; write it as "
                        + $"\\u{((int)c).ToString("x4", CultureInfo.InvariantCulture)}");
            if (c == '\\')
            {
                ReadEscape(read);
            }
            else
            {
                read.Append(c);
                Step();
            }
        }

        problems.Add(line, column, $"this text is not closed on its line: {quote} is missing");
        return null;
    }

    /// <summary>Letters, digits, _, $, . and - from here on.</summary>
    internal string TakeWord()
    {
        var start = place.At;
        while (place.At < text.Length && (char.IsLetterOrDigit(Next) || Next is '_' or '$' or '.' or '-' or '+'))
            Step();
        return text.Substring(start, place.At - start);
    }

    private JsonValue ReadWord()
    {
        var (line, column) = (place.Line, place.Column);
        var word = TakeWord();
        switch (word)
        {
            case "true":
            case "false":
                return new JsonValue(JsonKind.Boolean, line, column) { Boolean = word == "true" };
            case "null":
                return new JsonValue(JsonKind.Null, line, column);
            case "NaN":
            case "Infinity":
                problems.Add(line, column, $"{word} is no number of JSON; allowed are finite numbers");
                break;
            default:
                var nearest = NearestName.Of(word, ["true", "false", "null"]);
                problems.Add(line, column, nearest is null
                    ? $"a text stands in double quotes: {Words.Quote(word)}"
                    : $"unknown word {Words.Quote(word)}; did you mean {nearest}?");
                break;
        }

        return new JsonValue(JsonKind.Unreadable, line, column);
    }

    private JsonValue ReadNumber()
    {
        var (line, column) = (place.Line, place.Column);
        var raw = TakeWord();
        var wrong = JsonNumbers.Wrong(raw);
        if (wrong is null && double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= Largest)
        {
            if (number != 0 || JsonNumbers.IsZero(raw))
                return new JsonValue(JsonKind.Number, line, column) { Number = number, Raw = raw };
            wrong = "is too small to tell from 0; write 0";
        }

        problems.Add(line, column, $"{Words.Quote(raw)} {wrong ?? "is too large; allowed are numbers up to 1e300"}");
        return new JsonValue(JsonKind.Unreadable, line, column);
    }

    private void ReadEscape(StringBuilder read)
    {
        var (line, column) = (place.Line, place.Column);
        Step();
        if (place.At == text.Length)
            return;
        var c = Next;
        var at = "\"\\/bfnrt".IndexOf(c);
        if (at >= 0)
        {
            read.Append("\"\\/\b\f\n\r\t"[at]);
            Step();
        }
        else if (c == 'u' && place.At + 4 < text.Length
            && text.Substring(place.At + 1, 4) is var digits && digits.All(digit => "0123456789abcdefABCDEF".IndexOf(digit) >= 0))
        {
            read.Append((char)int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            place.MoveTo(place.At + 5);
        }
        else
        {
            problems.Add(line, column,
                (c == 'u' ? "\\u needs four hexadecimal digits, as in \\u00e9" : $"unknown escape: a backslash before {Words.Character(c)}")
                + "; allowed are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX (a path is written with /)");
            if (c is not ('\n' or '\r'))
                Step();
        }
    }

    private string Whole(string read, int line, int column)
    {
        for (var i = 0; i < read.Length; i++)
        {
            if (char.IsHighSurrogate(read[i]) && i + 1 < read.Length && char.IsLowSurrogate(read[i + 1]))
                i++;
            else if (char.IsSurrogate(read[i]))
            {
                problems.Add(line, column,
                    $"this text holds half of a surrogate pair: "
                        + $"\\u{((int)read[i]).ToString("x4", CultureInfo.InvariantCulture)} needs its other half");
                break;
            }
        }

        return read;
    }

    private void Step() => place.MoveTo(place.At + 1);
}
