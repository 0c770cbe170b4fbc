using System.Text;
using WesMemGuard.Measurement;

namespace WesMemGuard.Runs.Series;

/// <summary>
/// Reads any series of a process's figures as a run: CSV with a header line, or JSON lines. A time column (<c>t</c> in seconds, or
/// <c>at</c> in ISO 8601) and value columns: <c>heap_alloc</c>, <c>heap_inuse</c>, <c>num_gc</c>, <c>num_goroutine</c>,
/// <c>rss_bytes</c>, <c>next_gc</c>, <c>gogc</c>, or the Prometheus names; other columns are left alone.
/// </summary>
public static class SeriesFile
{
    /// <summary>The longest line that is read, in characters.</summary>
    public const int LongestLine = 1024 * 1024;

    /// <summary>The most samples that are read: ten weeks at one a second.</summary>
    public const int MostSamples = 6_000_000;

    /// <summary>Reads a series.</summary>
    /// <param name="text">The file's bytes, UTF-8, already inflated.</param>
    /// <param name="file">Its name, for the run's name and for errors.</param>
    /// <param name="mapped">The file's own column names by the names above; empty when it uses those.</param>
    /// <exception cref="UnreadableRunException">A line can't be read, times fall, or no known column is there; the
    /// message names file, line and column.</exception>
    public static MemoryRun Read(Stream text, string file, IReadOnlyDictionary<string, string> mapped)
    {
        using var reader = new StreamReader(text, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var lines = new SeriesLines(reader, file);
        if (lines.Next() is not { } first)
            throw new UnreadableRunException($"{file}: is empty; a series needs a header line (CSV) or objects (JSON lines)");
        var columns = new SeriesColumns(mapped, file);
        var rows = first.StartsWith('{') ? JsonRows.Read(lines, first) : CsvRows.Read(lines, first);
        return Run(rows, columns, file);
    }

    private static MemoryRun Run(IEnumerable<SeriesRow> rows, SeriesColumns columns, string file)
    {
        MemoryRun? run = null;
        DateTimeOffset? last = null;
        foreach (var row in rows)
        {
            var at = columns.At(row);
            if (at <= last)
                throw new UnreadableRunException(
                    $"{file}:{row.Line}: the time {at:O} is not after the one before, {last:O}; samples must be in time order");
            run ??= new MemoryRun(new RunHeader(Id(at, file), Name(file), at, "series"));
            if (run.Metrics.Count >= MostSamples)
                throw new UnreadableRunException($"{file}:{row.Line}: more than {MostSamples} samples");
            run.Metrics.Add(new Reading<MetricsSample>(at, columns.Sample(row), null));
            last = at;
        }

        return run ?? throw new UnreadableRunException($"{file}: holds no samples");
    }

    private static string Id(DateTimeOffset at, string file) => $"{at.UtcDateTime:yyyyMMdd-HHmmss}-{Name(file)}";

    private static string Name(string file)
    {
        var name = file.Replace('\\', '/');
        name = name[(name.LastIndexOf('/') + 1)..];
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 ? name[..dot] : name;
    }
}
