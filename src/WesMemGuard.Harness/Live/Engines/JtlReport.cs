using System.Globalization;
using System.Text;
using WesMemGuard.Harness.Live.Load;
using WesMemGuard.Input;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Live.Engines;

/// <summary>Reads a JTL in CSV with its header, as JMeter writes it and most engines can.</summary>
internal static class JtlReport
{
    private const int LongestLine = 64 * 1024;
    /// <summary>Milliseconds of a year, which no answer takes.</summary>
    private const double LongestTime = 365.0 * 24 * 3600 * 1000;
    private const string TimeOut = "java.net.SocketTimeoutException";

    /// <exception cref="BadInputException">It is no such report.</exception>
    public static EngineReport Read(Stream report)
    {
        using var reader = new StreamReader(report, Encoding.UTF8);
        var header = CsvFields.Of(reader.ReadLine() ?? "", ',');
        int elapsed = header.IndexOf("elapsed"), code = header.IndexOf("responseCode"), success = header.IndexOf("success");
        if (elapsed < 0 || code < 0 || success < 0)
            throw new BadInputException("the engine's report",
                "is no JTL in CSV: its first line must name elapsed, responseCode and success");
        var results = new Dictionary<(LoadResultKind Kind, int? Code), long>();
        var times = new LatencyCounts();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length is 0 or > LongestLine)
                continue;
            var fields = CsvFields.Of(line, ',');
            if (fields.Count <= Math.Max(elapsed, Math.Max(code, success))
                || !double.TryParse(fields[elapsed], NumberStyles.Float, CultureInfo.InvariantCulture, out var taken)
                || taken is not (>= 0 and <= LongestTime))
                continue; // the rest of a message that went over several lines, or a line cut off when the engine was stopped
            var end = End(fields[code], string.Equals(fields[success], "true", StringComparison.OrdinalIgnoreCase));
            results[end] = results.GetValueOrDefault(end) + 1;
            times.Add(TimeSpan.FromMilliseconds(taken));
        }

        var counted = results.Select(r => new LoadResult(r.Key.Kind, r.Value, r.Key.Code));
        return new EngineReport(new LoadCounts(results.Values.Sum(), ArtilleryReport.Together(counted)), times.Summary());
    }

    /// <summary>A status, or the class of Java's exception.</summary>
    private static (LoadResultKind Kind, int? Code) End(string code, bool success)
    {
        if (success)
            return (LoadResultKind.Ok, null);
        if (int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status))
            return status is >= 200 and < 300
                ? (LoadResultKind.Unreadable, null) : status == 429 ? (LoadResultKind.RateLimited, 429) : (LoadResultKind.Status, status);
        return (code.EndsWith(TimeOut, StringComparison.Ordinal) ? LoadResultKind.TimedOut : LoadResultKind.Connection, null);
    }
}
