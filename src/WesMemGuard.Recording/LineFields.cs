using System.Text.Json;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Recordings;
using WesMemGuard.Runs;

namespace WesMemGuard.Recording;

/// <summary>The fields of one JSON object of a recording; every error names file, line and field.</summary>
/// <param name="Fields">The object.</param>
/// <param name="File">Its file, for errors.</param>
/// <param name="Line">Its line from 1.</param>
internal readonly record struct LineFields(JsonElement Fields, string File, int Line)
{
    public UnreadableRunException Wrong(Reason what) => new(InputReasons.OfLine(File, Line, what));

    public bool Has(string name) => Fields.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public string Text(string name) => TextOrNull(name) ?? throw Missing(name, RecordedValue.Text);

    public string? TextOrNull(string name)
    {
        if (!Has(name))
            return null;
        var value = Fields.GetProperty(name);
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Missing(name, RecordedValue.Text);
    }

    public DateTimeOffset Instant(string name) => InstantOrNull(name) ?? throw Missing(name, RecordedValue.Instant);

    public DateTimeOffset? InstantOrNull(string name)
    {
        if (!Has(name))
            return null;
        var value = Fields.GetProperty(name);
        // Without an offset the parser would take the zone of this machine.
        return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 10 } text
            && text.AsSpan(10).ContainsAny('Z', '+', '-') && value.TryGetDateTimeOffset(out var instant)
            ? instant.ToUniversalTime()
            : throw Missing(name, RecordedValue.Instant);
    }

    public double Number(string name) => NumberOrNull(name) ?? throw Missing(name, RecordedValue.Number);

    public double? NumberOrNull(string name)
    {
        if (!Has(name))
            return null;
        var value = Fields.GetProperty(name);
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) && number >= 0
            ? number
            : throw Missing(name, RecordedValue.Number);
    }

    public int? SignedOrNull(string name) =>
        Fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out var number) ? number : null;

    public long Count(string name)
    {
        return Fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var count) && count >= 0
            ? count
            : throw Missing(name, RecordedValue.Count);
    }

    /// <summary>What <c>error</c> says, by its kind; null without <c>errorKind</c>, or with one that is not known here.</summary>
    public Miss? Miss(string error) =>
        Has("errorKind") && Enum.TryParse<MissKind>(Text("errorKind"), out var kind) && Enum.IsDefined(kind) ? new Miss(kind, error) : null;

    public UnreadableRunException Missing(string name, RecordedValue needed) => Wrong(RecordedReasons.Wrong(
        name, Fields.TryGetProperty(name, out var value) ? RecordedReasons.Raw(value.GetRawText()) : null, needed));
}
