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
            problems.Add(line, column, JsonReasons.SingleQuotes());
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
                problems.Add(place.Line, place.Column, JsonReasons.ControlInString(Words.CodePoint(c), Escape(c)));
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

        problems.Add(line, column, JsonReasons.OpenString(quote.ToString()));
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
                problems.Add(line, column, JsonReasons.NotFinite(word));
                break;
            default:
                problems.Add(line, column, JsonReasons.UnknownWord(word, NearestName.Of(word, ["true", "false", "null"])));
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
            wrong = NumberFault.TooSmall;
        }

        problems.Add(line, column, JsonReasons.Number(raw, wrong ?? NumberFault.TooLarge));
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
            problems.Add(line, column, c == 'u' ? JsonReasons.ShortEscape() : JsonReasons.UnknownEscape(JsonReasons.Character(c)));
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
                problems.Add(line, column, JsonReasons.HalfPair(Escape(read[i])));
                break;
            }
        }

        return read;
    }

    private static string Escape(char c) => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture);

    private void Step() => place.MoveTo(place.At + 1);
}
