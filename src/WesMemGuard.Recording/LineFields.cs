using System.Text.Json;
using WesMemGuard.Runs;

namespace WesMemGuard.Recording;

/// <summary>The fields of one JSON object of a recording; every error names file, line and field.</summary>
/// <param name="Fields">The object.</param>
/// <param name="File">Its file, for errors.</param>
/// <param name="Line">Its line from 1.</param>
internal readonly record struct LineFields(JsonElement Fields, string File, int Line)
{
    public UnreadableRunException Wrong(string what) => new($"{File}:{Line}: {what}");

    public bool Has(string name) => Fields.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public string Text(string name) => TextOrNull(name) ?? throw Missing(name, "a text");

    public string? TextOrNull(string name)
    {
        if (!Has(name))
            return null;
        var value = Fields.GetProperty(name);
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Missing(name, "a text");
    }

    public DateTimeOffset Instant(string name) => InstantOrNull(name) ?? throw Missing(name, "an instant as \"2026-11-22T15:39:16.758Z\"");

    public DateTimeOffset? InstantOrNull(string name)
    {
        if (!Has(name))
            return null;
        var value = Fields.GetProperty(name);
        // Without an offset the parser would take the zone of this machine.
        return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 10 } text
            && text.AsSpan(10).ContainsAny('Z', '+', '-') && value.TryGetDateTimeOffset(out var instant)
            ? instant.ToUniversalTime()
            : throw Missing(name, "an instant as \"2026-11-22T15:39:16.758Z\"");
    }

    public double Number(string name) => NumberOrNull(name) ?? throw Missing(name, "a number >= 0");

    public double? NumberOrNull(string name)
    {
        if (!Has(name))
            return null;
        var value = Fields.GetProperty(name);
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) && number >= 0
            ? number
            : throw Missing(name, "a number >= 0");
    }

    public int? SignedOrNull(string name) =>
        Fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out var number) ? number : null;

    public long Count(string name)
    {
        return Fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var count) && count >= 0
            ? count
            : throw Missing(name, "an integer >= 0");
    }

    /// <summary>What <c>error</c> says, by its kind; null without <c>errorKind</c>, or with one that is not known here.</summary>
    public Miss? Miss(string error) =>
        Has("errorKind") && Enum.TryParse<MissKind>(Text("errorKind"), out var kind) && Enum.IsDefined(kind) ? new Miss(kind, error) : null;

    public UnreadableRunException Missing(string name, string needed)
    {
        var found = !Fields.TryGetProperty(name, out var value) ? "not there" : "found " + Short(value);
        return Wrong($"{name}: {found}, {needed} is needed");
    }

    private static string Short(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 60 ? text : text[..60] + "…";
    }
}
