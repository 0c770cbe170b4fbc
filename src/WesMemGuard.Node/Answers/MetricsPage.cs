using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Answers;

/// <summary>
/// The figures of a page in Prometheus' text format (prometheus.io, "Exposition formats"): a line is <c>name{labels} value timestamp?</c>.
/// Only the figures of <see cref="MetricsSample"/> are read, all of them without labels. A page ends with a line end: one that doesn't is torn,
/// and its last figure would be wrong by powers of ten.
/// </summary>
internal static class MetricsPage
{
    private static readonly FrozenSet<string> Wanted = PrometheusFigures.Names.ToFrozenSet();

    public static MetricsSample Read(ReadOnlyMemory<byte> body)
    {
        var found = Figures(body.Span);
        if (!found.Keys.Any(name => name.StartsWith("go_", StringComparison.Ordinal)))
            throw new MissException(MissKind.Unexpected, $"a page without any go_ figure: {Excerpt.Of(body.Span)}");
        if (body.Span[^1] != (byte)'\n')
            throw new MissException(MissKind.Unreadable, "the page ends within a line");
        return PrometheusFigures.Sample(name => found.TryGetValue(name, out var value) ? value : null);
    }

    private static Dictionary<string, double> Figures(ReadOnlySpan<byte> page)
    {
        var found = new Dictionary<string, double>();
        foreach (var range in page.Split((byte)'\n'))
        {
            var line = page[range];
            if (!line.StartsWith("go_"u8) && !line.StartsWith("process_"u8))
                continue;
            var end = line.IndexOfAny(" \t{"u8);
            var name = end < 0 ? "" : Encoding.UTF8.GetString(line[..end]);
            if (line[Math.Max(end, 0)] == (byte)'{' || !Wanted.Contains(name))
                continue;
            if (!found.TryAdd(name, Figure(name, line[end..])))
                throw new MissException(MissKind.Unreadable, $"{name}: found twice, one figure is needed");
        }

        return found;
    }

    private static double Figure(string name, ReadOnlySpan<byte> rest)
    {
        var text = rest.Trim(" \t\r"u8);
        var end = text.IndexOfAny(" \t"u8);
        var value = end < 0 ? text : text[..end];
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var figure) && double.IsFinite(figure) && figure >= 0
            ? figure
            : throw new MissException(MissKind.Unreadable, $"{name}: found {Excerpt.Of(value)}, a number >= 0 is needed");
    }
}
