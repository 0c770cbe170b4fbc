using WesMemGuard.Runs;

namespace WesMemGuard.Fleets.Series;

/// <summary>
/// A node's columns side by side: the points of one scrape make one reading. Settings that are told more seldom than
/// the rest (the process's start, GOGC, limit, globals) stand until they are told anew. A server that evaluates by
/// steps repeats a scrape until the next one; bytes ever allocated move with every scrape, so a reading in which
/// nothing moved is no scrape of its own.
/// </summary>
internal static class NodeRows
{
    /// <summary>
    /// Points of one scrape are at most so far apart: stores round times, some collectors stamp each figure on its own.
    /// </summary>
    private const long MostApart = 5000;

    /// <summary>So long a setting stands that is not told anew, in milliseconds.</summary>
    private const long Stands = 15 * 60 * 1000;

    /// <summary>The time of a missed scrape is told by a point without a number.</summary>
    private static readonly Miss NoNumber = new(MissKind.Unreadable, "NaN");

    private static readonly int Allocated = FigureTable.Number("go_memstats_alloc_bytes_total");
    private static readonly int Heap = FigureTable.Number("go_memstats_heap_alloc_bytes");

    private static readonly bool[] IsSetting = Array.ConvertAll([.. PrometheusFigures.Names],
        name => name is "process_start_time_seconds"
        or "go_gc_gogc_percent" or "go_gc_gomemlimit_bytes" or "go_gc_scan_globals_bytes");

    public static List<Reading<MetricsSample>> Of(NodeSeries node)
    {
        var columns = node.Columns.ToArray();
        foreach (var (_, column) in columns)
            column.Order();
        var apart =
            Math.Min(MostApart, columns.Select(c => c.Column.Interval()).Where(i => i > 0).DefaultIfEmpty(0).Min() / 4);
        var rows = new List<Reading<MetricsSample>>(columns.Select(c => c.Column.Count).DefaultIfEmpty(0).Max());
        var next = new int[columns.Length];
        var figures = new double[PrometheusFigures.Names.Count];
        var last = new double[figures.Length];
        while (First(columns, next) is { } at)
        {
            Array.Fill(figures, double.NaN);
            var any = Take(columns, next, at, at + apart, figures);
            if (IsRepeated(figures, last))
                continue;
            figures.CopyTo(last, 0);
            var time = DateTimeOffset.FromUnixTimeMilliseconds(at);
            rows.Add(any ? new(time, PrometheusFigures.Sample(figures), null) : new(time, null, NoNumber));
        }

        return rows;
    }

    private static bool IsRepeated(double[] figures, double[] last) =>
        !(double.IsNaN(figures[Allocated]) && double.IsNaN(figures[Heap])) && figures.AsSpan().SequenceEqual(last);

    private static long? First((int Figure, SeriesColumn Column)[] columns, int[] next)
    {
        long? first = null;
        for (var i = 0; i < columns.Length; i++)
        {
            if (next[i] < columns[i].Column.Count && !(columns[i].Column.Times[next[i]] >= first))
                first = columns[i].Column.Times[next[i]];
        }

        return first;
    }

    /// <summary>Takes each column's point of this scrape; whether one is a number.</summary>
    private static bool Take((int Figure, SeriesColumn Column)[] columns, int[] next, long from, long to,
        double[] figures)
    {
        var any = false;
        for (var i = 0; i < columns.Length; i++)
        {
            var (figure, column) = columns[i];
            var at = next[i];
            if (at < column.Count && column.Times[at] <= to)
            {
                next[i]++;
                figures[figure] = column.Values[at];
                any |= !double.IsNaN(column.Values[at]);
            }
            else if (IsSetting[figure] && at > 0 && from - column.Times[at - 1] <= Stands)
            {
                figures[figure] = column.Values[at - 1];
            }
        }

        return any;
    }
}
