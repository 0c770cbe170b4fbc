using WesMemGuard.Fleets.Series;

namespace WesMemGuard.Fleets.Found;

/// <summary>
/// Prometheus' text format, OpenMetrics, and what <c>promtool tsdb dump</c> writes: <c>name{labels} value time</c>.
/// Times are seconds in OpenMetrics and milliseconds elsewhere, told by their size; without one it is a scrape, of the
/// time that is given.
/// </summary>
internal static class ExpositionReader
{
    /// <summary>Reads all lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="fleet">Takes the points.</param>
    /// <param name="scraped">When a scrape was taken, in milliseconds.</param>
    /// <param name="more">Labels that the file's name or folder tells.</param>
    public static void Read(FoundLines lines, FleetSeries fleet, long scraped, LabelSet more)
    {
        var known = new Remembered<string, SeriesColumn?>(StringComparer.Ordinal);
        while (lines.Next(out var line))
        {
            if (line[0] == '#')
                continue;
            var end = LabelText.End(line);
            if (end < 0 || Point(line[end..], scraped) is not { } point)
                throw lines.Wrong(FoundReasons.NoSample());
            var series = line[..end].ToString();
            if (!known.TryGet(series, out var column))
            {
                if (LabelText.Read(series) is not { } read)
                    throw lines.Wrong(FoundReasons.NoSample());
                column = known.Keep(series, fleet.Column(read.Name, More(read.Labels, more)));
            }

            if (column is null)
                continue;
            if (point.Value is not { } value)
                throw lines.Wrong(FoundReasons.NoFigureIn(series));
            column.Add(point.At, value);
            fleet.Took(1);
        }
    }

    public static LabelSet More(LabelSet labels, LabelSet more) =>
        more.Pairs.Count == 0 ? labels : new LabelSet([.. more.Pairs, .. labels.Pairs]);

    /// <summary>Whether a line is a sample of this form.</summary>
    public static bool Is(ReadOnlySpan<char> line) =>
        LabelText.End(line) is > 0 and var end && Point(line[end..], 0) is { Value: not null }
            && LabelText.Read(line[..end]) is not null;

    private static (double? Value, long At)? Point(ReadOnlySpan<char> rest, long scraped)
    {
        if (rest.IsEmpty || rest[0] is not (' ' or '\t'))
            return null;
        var exemplar = rest.IndexOf(" # ");
        rest = (exemplar < 0 ? rest : rest[..exemplar]).Trim();
        var gap = rest.IndexOfAny(' ', '\t');
        var value = FoundNumbers.Figure(gap < 0 ? rest : rest[..gap]);
        if (gap < 0)
            return (value, scraped);
        return FoundNumbers.Time(rest[gap..].Trim()) is { } at ? (value, at) : null;
    }
}
