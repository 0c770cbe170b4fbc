using System.Globalization;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Units;

namespace WesMemGuard.Json;

/// <summary>What is wrong with a JSON text, or with a value of it.</summary>
internal static class JsonReasons
{
    private const int LongestNumber = 40;

    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(JsonReasons));

    public static Reason AnyValue() => new(Texts, "json.anyValue");

    public static Reason Empty(Reason needs) => new(Texts, "json.empty", ("needs", needs));

    public static Reason AfterTheEnd(int line, int column, Reason got) =>
        new(Texts, "json.afterTheEnd", ("line", line), ("column", column), ("got", got));

    public static Reason EndsBeforeValue() => new(Texts, "json.endsBeforeValue", ("values", Values()));

    public static Reason NoValue(Reason got) => new(Texts, "json.noValue", ("got", got), ("values", Values()));

    public static Reason TooDeep(int most) => new(Texts, "json.tooDeep", ("most", most));

    public static Reason Twice(string name, int line, int column) =>
        new(Texts, "json.twice", ("name", Words.Quote(name)), ("line", line), ("column", column));

    public static Reason NoColon(string name, Reason got) => new(Texts, "json.noColon", ("name", Words.Quote(name)), ("got", got));

    public static Reason BareName(string name) => new(Texts, "json.bareName", ("name", Words.Quote(name)));

    public static Reason NoName(Reason got) => new(Texts, "json.noName", ("got", got));

    public static Reason NoComma() => new(Texts, "json.noComma");

    public static Reason CommaOr(string close, Reason got) => new(Texts, "json.commaOr", ("close", close), ("got", got));

    public static Reason OpenComment() => new(Texts, "json.openComment");

    public static Reason NoComment(Reason got) => new(Texts, "json.noComment", ("got", got));

    public static Reason Unclosed(string open, string close) => new(Texts, "json.unclosed", ("open", open), ("close", close));

    public static Reason SingleQuotes() => new(Texts, "json.singleQuotes");

    public static Reason ControlInString(string code, string escape) =>
        new(Texts, "json.controlInString", ("code", code), ("escape", escape));

    public static Reason OpenString(string quote) => new(Texts, "json.openString", ("quote", quote));

    public static Reason NotFinite(string word) => new(Texts, "json.notFinite", ("word", word));

    public static Reason UnknownWord(string word, string? nearest) => nearest is null
        ? new(Texts, "json.bareString", ("word", Words.Quote(word)))
        : new(Texts, "json.unknownWord", ("word", Words.Quote(word)), ("nearest", nearest));

    public static Reason UnknownEscape(Reason got) => new(Texts, "json.unknownEscape", ("got", got), ("allowed", Escapes()));

    public static Reason ShortEscape() => new(Texts, "json.shortEscape", ("allowed", Escapes()));

    public static Reason HalfPair(string half) => new(Texts, "json.halfPair", ("half", half));

    public static Reason Number(string raw, NumberFault fault) =>
        new(Texts, "json.number", ("raw", Words.Quote(raw)), ("fault", Fault(fault)));

    public static Reason EndOfFile() => new(Texts, "json.endOfFile");

    /// <summary>A character that was found.</summary>
    public static Reason Character(char character) => character switch
    {
        '\uFEFF' => new(Texts, "json.byteOrderMark"),
        '\u00A0' => new(Texts, "json.noBreakSpace"),
        '\u3000' => new(Texts, "json.ideographicSpace"),
        > ' ' and < '\u007F' => new(Texts, "json.letter", ("letter", character.ToString())),
        _ when Words.IsPlain(character) && character != ' ' =>
            new(Texts, "json.letterOf", ("letter", character.ToString()), ("code", Words.CodePoint(character))),
        _ => new(Texts, "json.character", ("code", Words.CodePoint(character))),
    };

    public static Reason TooLong(int bytes, int most) => new(Texts, "json.tooLong", ("bytes", bytes), ("most", most));

    public static Reason Foreign(string encoding, bool hasMark) =>
        new(Texts, hasMark ? "json.foreign" : "json.foreignUnmarked", ("encoding", encoding), ("allowed", OnlyUtf8()));

    public static Reason NulByte() => new(Texts, "json.nulByte");

    public static Reason NoUtf8(int character) =>
        new(Texts, "json.noUtf8", ("byte", "0x" + character.ToString("X2", CultureInfo.InvariantCulture)), ("allowed", OnlyUtf8()));

    /// <summary>A property, as it stands in its file.</summary>
    public static Reason Property(string name) => new(Texts, "json.property", ("name", name));

    public static Reason AnObject(IReadOnlyList<string> known) => new(Texts, "json.anObject", ("known", ReasonValue.Of(known)));

    public static Reason AString() => new(Texts, "json.aString");

    public static Reason AFlag() => new(Texts, "json.aFlag");

    public static Reason AnArrayOfStrings() => new(Texts, "json.anArrayOfStrings");

    public static Reason APath() => new(Texts, "json.aPath");

    public static Reason Whole(double most) => new(Texts, "json.whole", ("most", most));

    public static Reason OneOf(IReadOnlyList<string> names) => new(Texts, "json.oneOf", ("names", ReasonValue.Of(names)));

    public static Reason ADuration(UnitForm form) => new(Texts, "json.aDuration", ("form", InputReasons.Form(form)));

    public static Reason ASize(string of, UnitForm form) => new(Texts, "json.aSize", ("of", of), ("form", InputReasons.Form(form)));

    /// <summary>A name that is none of those there are.</summary>
    /// <param name="what">Of what: <c>metric</c>.</param>
    /// <param name="got">As written.</param>
    /// <param name="nearest">The one that was probably meant, or null.</param>
    /// <param name="allowed">Those there are, with where they are allowed.</param>
    public static Reason Unknown(Reason what, string got, string? nearest, Reason allowed) =>
        new(Texts, "json.unknown", ("what", what), ("got", Words.Quote(got)), ("nearest", nearest), ("allowed", allowed));

    public static Reason UnknownProperty() => new(Texts, "json.unknownProperty");

    public static Reason Allowed(IReadOnlyList<string> known) => new(Texts, "json.allowed", ("known", ReasonValue.Of(known)));

    public static Reason AllowedIn(Reason what, IReadOnlyList<string> known) =>
        new(Texts, "json.allowedIn", ("what", what), ("known", ReasonValue.Of(known)));

    public static Reason Mistyped(Reason what, Reason needs, Reason got) =>
        new(Texts, "json.mistyped", ("what", what), ("needs", needs), ("got", got));

    public static Reason Missing(Reason what, string name, Reason needs) =>
        new(Texts, "json.missing", ("what", what), ("name", name), ("needs", needs));

    public static Reason LongString(string name, int length, int most) =>
        new(Texts, "json.longString", ("name", name), ("length", length), ("most", most));

    public static Reason Control(string name, Reason got) => new(Texts, "json.control", ("name", name), ("got", got));

    public static Reason EmptyArray(string name, Reason why) => new(Texts, "json.emptyArray", ("name", name), ("why", why));

    /// <summary>What is wrong with the value of a property.</summary>
    public static Reason Of(string name, Reason wrong) => new(Texts, "json.of", ("name", name), ("wrong", wrong));

    /// <summary>A value in a few words.</summary>
    public static Reason Found(JsonKind kind, bool? isTrue, string? raw, string? text) => kind switch
    {
        JsonKind.Null => new(Texts, "json.literal", ("literal", "null")),
        JsonKind.Boolean => new(Texts, "json.literal", ("literal", isTrue == true ? "true" : "false")),
        JsonKind.Number when raw is not null => new(Texts, "json.foundNumber",
            ("raw", raw.Length > LongestNumber ? raw.Substring(0, LongestNumber) + "…" : raw)),
        JsonKind.String => new(Texts, "json.foundString", ("text", Words.Quote(text ?? ""))),
        JsonKind.Array => new(Texts, "json.foundArray"),
        JsonKind.Object => new(Texts, "json.foundObject"),
        _ => new(Texts, "json.unreadable"),
    };

    private static Reason Fault(NumberFault fault) => fault switch
    {
        NumberFault.PlusSign => new(Texts, "json.plusSign"),
        NumberFault.PointFirst => new(Texts, "json.pointFirst"),
        NumberFault.LeadingZero => new(Texts, "json.leadingZero"),
        NumberFault.NoFraction => new(Texts, "json.noFraction"),
        NumberFault.NoExponent => new(Texts, "json.noExponent"),
        NumberFault.WithUnit => new(Texts, "json.withUnit"),
        NumberFault.TooLarge => new(Texts, "json.tooLarge"),
        NumberFault.TooSmall => new(Texts, "json.tooSmall"),
        _ => new(Texts, "json.noNumber"),
    };

    private static Reason Values() => new(Texts, "json.values");

    private static Reason Escapes() => new(Texts, "json.escapes", ("escapes", @"\"" \\ \/ \b \f \n \r \t \uXXXX"));

    private static Reason OnlyUtf8() => new(Texts, "json.onlyUtf8");
}
