using WesMemGuard.Runs;

namespace WesMemGuard.Reports.Charts;

/// <summary>The time that all charts share: seconds from the first thing that was seen.</summary>
internal sealed class TimeAxis
{
    public TimeAxis(MemoryRun run)
    {
        var times = run.Memory.Select(r => r.At).Concat(run.Metrics.Select(r => r.At)).Concat(run.Process.Select(r => r.At))
            .Concat(run.LiveHeap.Select(r => r.At)).Concat(run.Client.Select(r => r.At)).DefaultIfEmpty(run.Header.StartedAt).ToList();
        From = times.Min();
        To = times.Max();
    }

    public DateTimeOffset From { get; }

    public DateTimeOffset To { get; }

    public double Seconds(DateTimeOffset at) => (at - From).TotalSeconds;

    /// <summary>The figure of every answer that has it, repeats of one sample left out where nothing changes between them.</summary>
    public List<ChartPoint> Read<T>(IEnumerable<Reading<T>> readings, Func<T, double?> figure) where T : class
    {
        var points = new List<ChartPoint>();
        foreach (var reading in readings)
        {
            if (reading.Sample is { } sample && figure(sample) is { } value && double.IsFinite(value))
                points.Add(new ChartPoint(Seconds(reading.At), value));
        }

        return points;
    }

    public List<ChartPoint> Points<T>(IEnumerable<T> points, Func<T, DateTimeOffset> at, Func<T, double> value) =>
        [.. points.Select(p => new ChartPoint(Seconds(at(p)), value(p))).Where(p => double.IsFinite(p.Value)).OrderBy(p => p.Seconds)];
}
