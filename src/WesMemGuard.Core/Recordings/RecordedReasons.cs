using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Recordings;

/// <summary>What is wrong in a file of a recording.</summary>
internal static class RecordedReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(RecordedReasons));

    /// <summary>What a field must be.</summary>
    public static Reason Value(RecordedValue value) => new(Texts, value switch
    {
        RecordedValue.Text => "recorded.text",
        RecordedValue.Instant => "recorded.instant",
        RecordedValue.LaterInstant => "recorded.laterInstant",
        RecordedValue.Number => "recorded.number",
        RecordedValue.PositiveNumber => "recorded.positiveNumber",
        RecordedValue.Count => "recorded.count",
        RecordedValue.Phase => "recorded.phase",
        RecordedValue.Phases => "recorded.phases",
        RecordedValue.Counts => "recorded.counts",
        RecordedValue.Description => "recorded.description",
        RecordedValue.Status => "recorded.status",
        RecordedValue.Method => "recorded.method",
        RecordedValue.Path => "recorded.path",
        RecordedValue.Base64 => "recorded.base64",
        RecordedValue.Headers => "recorded.headers",
        RecordedValue.Flag => "recorded.flag",
        RecordedValue.Port => "recorded.port",
        _ => "recorded.object",
    });

    /// <summary>Something else is there.</summary>
    public static Reason Needed(RecordedValue value) => new(Texts, "recorded.needed", ("value", Value(value)));

    /// <summary>A field that isn't what it must be.</summary>
    /// <param name="name">The field.</param>
    /// <param name="found">What is there; null: nothing.</param>
    /// <param name="value">What must be.</param>
    public static Reason Wrong(string name, Reason? found, RecordedValue value) => found is null
        ? new(Texts, "recorded.missing", ("name", name), ("value", Value(value)))
        : new(Texts, "recorded.wrong", ("name", name), ("found", found), ("value", Value(value)));

    /// <summary>A value as its file has it, at most 60 letters.</summary>
    public static Reason Raw(string json) => new(Texts, "recorded.raw", ("json", json.Length <= 60 ? json : json.Substring(0, 60) + "…"));

    /// <summary>More lines than are read.</summary>
    public static Reason TooManyLines(int most) => new(Texts, "recorded.tooManyLines", ("most", most));
}

/// <summary>What fields of a recording's files are.</summary>
internal enum RecordedValue
{
    /// <summary>A JSON object.</summary>
    Object,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A time, as <c>2026-11-22T15:39:16.758Z</c>.</summary>
    Instant,

    /// <summary>One not before <c>startedAt</c>.</summary>
    LaterInstant,

    /// <summary>A number from 0.</summary>
    Number,

    /// <summary>A number above 0.</summary>
    PositiveNumber,

    /// <summary>A whole number from 0.</summary>
    Count,

    /// <summary>A phase.</summary>
    Phase,

    /// <summary>An array of phases.</summary>
    Phases,

    /// <summary>An object of counts.</summary>
    Counts,

    /// <summary>The object of <c>recording.json</c>.</summary>
    Description,

    /// <summary>A status of HTTP, or an error in its place.</summary>
    Status,

    /// <summary>A method of HTTP.</summary>
    Method,

    /// <summary>A path of HTTP.</summary>
    Path,

    /// <summary>Bytes in base64.</summary>
    Base64,

    /// <summary>An object of headers.</summary>
    Headers,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>A port, 1 to 65535.</summary>
    Port,
}
