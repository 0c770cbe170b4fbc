using System.Globalization;
using WesMemGuard.Json;

namespace WesMemGuard.Recordings;

/// <summary>Takes typed fields out of one JSON object of a recording; unknown fields are let by, null counts as not there.</summary>
/// <param name="value">The object.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class RecordedFields(JsonValue value, ProblemList problems)
{
    private const int TickDigits = 7;

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>A reader for the value, when it is an object.</summary>
    internal static RecordedFields? Of(JsonValue value, ProblemList problems)
    {
        if (value.Kind == JsonKind.Object)
            return new RecordedFields(value, problems);
        problems.Add(value, RecordedReasons.Needed(RecordedValue.Object));
        return null;
    }

    internal JsonValue? Get(string name) => value[name] is { } found && found.Kind != JsonKind.Null ? found : null;

    internal string? Text(string name, bool must = true) =>
        Take(name, must, RecordedValue.Text, found => found.Kind == JsonKind.String ? found.Text : null);

    internal DateTimeOffset? Instant(string name, bool must = true) =>
        TakeValue(name, must, RecordedValue.Instant, found => found.Kind == JsonKind.String ? Parse(found.Text!) : null);

    internal double? Number(string name, bool must = true) =>
        TakeValue(name, must, RecordedValue.Number, found => found.Number >= 0 ? found.Number : null);

    internal long? Count(string name) =>
        TakeValue(name, must: true, RecordedValue.Count, found => found.WholeNumber >= 0 ? found.WholeNumber : null);

    internal string? Json(string name) => Get(name)?.ToJson();

    internal void Missing(string name, RecordedValue needed)
    {
        var found = value[name];
        if (found?.Kind != JsonKind.Unreadable)
            problems.Add(found ?? value, RecordedReasons.Wrong(name, found?.Found, needed));
    }

    private string? Take(string name, bool must, RecordedValue needed, Func<JsonValue, string?> read)
    {
        var found = Get(name);
        if (found is null && !must)
            return null;
        var taken = found is null ? null : read(found);
        if (taken is null)
            Missing(name, needed);
        return taken;
    }

    private T? TakeValue<T>(string name, bool must, RecordedValue needed, Func<JsonValue, T?> read)
        where T : struct
    {
        var found = Get(name);
        if (found is null && !must)
            return null;
        var taken = found is null ? null : read(found);
        if (taken is null)
            Missing(name, needed);
        return taken;
    }

    /// <summary>ISO 8601 with Z or an offset: without one, the zone of this machine would be taken. Digits below 100 ns are cut.</summary>
    private static DateTimeOffset? Parse(string text)
    {
        if (text.Length <= 10 || text.IndexOfAny(['Z', '+', '-'], 10) < 0)
            return null;
        var point = text.IndexOf('.');
        var end = point + 1;
        while (point >= 0 && end < text.Length && text[end] is >= '0' and <= '9')
            end++;
        if (point >= 0 && end - point - 1 > TickDigits)
            text = text.Remove(point + 1 + TickDigits, end - point - 1 - TickDigits);
        return DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at.ToUniversalTime() : null;
    }
}
