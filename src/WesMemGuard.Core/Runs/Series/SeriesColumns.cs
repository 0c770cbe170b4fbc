using System.Globalization;
using WesMemGuard.Input;
using WesMemGuard.Texts;

namespace WesMemGuard.Runs.Series;

/// <summary>One sample of a series: its values by column name, as text.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Values">The values; an absent or empty one is not there.</param>
internal sealed record SeriesRow(int Line, IReadOnlyDictionary<string, string> Values);

/// <summary>Which column holds which figure.</summary>
internal sealed class SeriesColumns
{
    private static readonly Dictionary<string, string> Short = new(StringComparer.Ordinal)
    {
        ["go_memstats_heap_alloc_bytes"] = "heap_alloc",
        ["go_memstats_heap_inuse_bytes"] = "heap_inuse",
        ["go_gc_duration_seconds_count"] = "num_gc",
        ["go_goroutines"] = "num_goroutine",
        ["process_resident_memory_bytes"] = "rss_bytes",
        ["go_memstats_next_gc_bytes"] = "next_gc",
        ["go_gc_gogc_percent"] = "gogc",
    };

    private readonly IReadOnlyDictionary<string, string> _mapped;
    private readonly string _file;

    /// <param name="mapped">The file's names by ours.</param>
    /// <param name="file">For errors.</param>
    public SeriesColumns(IReadOnlyDictionary<string, string> mapped, string file)
    {
        _mapped = mapped;
        _file = file;
        var known = Known().ToList();
        if (mapped.Keys.FirstOrDefault(k => !known.Contains(k)) is { } wrong)
            throw new BadInputException("--map", Words.Unknown("column", wrong, known));
    }

    /// <summary>When the sample was taken.</summary>
    public DateTimeOffset At(SeriesRow row)
    {
        if (Text(row, "t") is { } seconds)
            return DateTimeOffset.UnixEpoch.AddTicks((long)(Number(row, "t", seconds) * TimeSpan.TicksPerSecond));
        if (Text(row, "at") is not { } at)
            throw Wrong(row,
                $"no time: a column \"t\" (seconds) or \"at\" (ISO 8601) is needed; there are: "
                    + $"{Words.Names(row.Values.Keys.Select(Words.Quote))}");
        return DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw Wrong(row, $"column \"at\": {Words.Quote(at)} is not a time; ISO 8601 is needed, like 2026-11-22T15:39:16Z");
    }

    /// <summary>The figures of a sample.</summary>
    public MetricsSample Sample(SeriesRow row)
    {
        var any = false;
        var sample = PrometheusFigures.Sample(name =>
        {
            var column = Short.TryGetValue(name, out var brief) && Text(row, brief) is not null ? brief : name;
            if (Text(row, column) is not { } text)
                return null;
            any = true;
            return Number(row, column, text);
        });
        return any ? sample : throw Wrong(row, $"no known column has a value; known are: {Words.Names(Known())}");
    }

    private static IEnumerable<string> Known() => Short.Values.Concat(PrometheusFigures.Names).Prepend("at").Prepend("t");

    private string? Text(SeriesRow row, string column) =>
        row.Values.TryGetValue(_mapped.TryGetValue(column, out var own) ? own : column, out var text) ? text : null;

    private double Number(SeriesRow row, string column, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and < 1e300
            ? (column == "t" && value > 1e11 ? throw Wrong(row, $"column \"t\": {text} is no time in seconds") : value)
            : throw Wrong(row, $"column \"{column}\": {Words.Quote(text)} is not a number from 0");

    private UnreadableRunException Wrong(SeriesRow row, string what) => new($"{_file}:{row.Line}: {what}");
}
