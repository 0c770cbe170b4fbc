using WesMemGuard.Runs;

namespace WesMemGuard.Fleets.Series;

/// <summary>
/// A node's readings by the process that gave them. A start that comes back after another was told is no restart: two
/// processes answer under one label, and they are left together for the judge to see.
/// </summary>
internal static class NodeLives
{
    /// <summary>Starts that lie so close, in seconds, are one: a clock that is set moves them a little.</summary>
    private const double Same = 2;

    public static IReadOnlyList<MemoryRun> Of(NodeSeries node, string name)
    {
        var rows = NodeRows.Of(node);
        var starts = Starts(rows);
        var lives = new List<MemoryRun>();
        for (var i = 0; i < starts.Count; i++)
            lives.Add(Run(rows, starts[i], i + 1 < starts.Count ? starts[i + 1] : rows.Count, name, lives.Count));
        return lives;
    }

    /// <summary>All readings as one run, restarts within it.</summary>
    public static MemoryRun Whole(NodeSeries node, string name)
    {
        var rows = NodeRows.Of(node);
        return Run(rows, 0, rows.Count, name, 0);
    }

    /// <summary>
    /// The rows at which another process begins, the first among them; one alone where processes alternate.
    /// </summary>
    private static List<int> Starts(List<Reading<MetricsSample>> rows)
    {
        List<int> starts = [];
        List<double> seen = [];
        MetricsSample? last = null;
        for (var i = 0; i < rows.Count; i++)
        {
            if (i == 0)
                starts.Add(0);
            if (rows[i].Sample is not { } sample)
                continue;
            if (sample.StartTimeSeconds is { } start && (seen.Count == 0 || Math.Abs(start - seen[^1]) > Same))
            {
                if (seen.Exists(s => Math.Abs(start - s) <= Same))
                    return [0];
                if (seen.Count > 0)
                    starts.Add(i);
                seen.Add(start);
            }
            else if (sample.StartTimeSeconds is null && last is not null && IsAnew(last, sample))
            {
                starts.Add(i);
            }

            last = sample;
        }

        return starts;
    }

    /// <summary>Without a start that is told, counters tell: all that are known fell.</summary>
    private static bool IsAnew(MetricsSample last, MetricsSample sample) =>
        sample.GcCount < last.GcCount && !(sample.AllocTotal >= last.AllocTotal);

    private static MemoryRun Run(List<Reading<MetricsSample>> rows, int from, int to, string name, int number)
    {
        var first = rows[from].At;
        var id = $"{first.UtcDateTime:yyyyMMdd-HHmmss}-{name}{(number == 0 ? "" : $"-{number + 1}")}";
        var run = new MemoryRun(new RunHeader(id, name, first, RunOrigin.Series));
        run.Metrics.AddRange(rows.GetRange(from, to - from));
        return run;
    }
}
