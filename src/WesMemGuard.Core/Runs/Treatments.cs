namespace WesMemGuard.Runs;

/// <summary>Something that the node did to its own memory.</summary>
/// <param name="At">When its collection ended, UTC.</param>
/// <param name="Kind">What it was.</param>
internal readonly record struct Treatment(DateTimeOffset At, TreatmentKind Kind);

/// <summary>The node's ways of giving memory back to the system (node.md 2.2).</summary>
internal enum TreatmentKind
{
    /// <summary>The release every 10 minutes from start: a collection and FreeOSMemory (memory_doctor.go:743).</summary>
    Release,

    /// <summary>The backup 60 s after start and every hour from then: two collections and FreeOSMemory (badger/backup.go:186).</summary>
    Backup,

    /// <summary>A release at no time of its own: the memory guard's, a container limit's, or one that was asked for.</summary>
    Unscheduled,
}

/// <summary>
/// Finds the node's own treatments on <c>/metrics</c>: FreeOSMemory gives back every idle byte, so that released equals idle on the
/// next page. They are marks for the reader: no verdict reads one as a leak that went away.
/// </summary>
internal static class Treatments
{
    private const double AllReleased = 0.99;
    private const double LeastReleased = 5e6;
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(15);

    /// <summary>The treatments of a run, in time order; empty when <c>/metrics</c> was not read.</summary>
    public static IReadOnlyList<Treatment> Of(MemoryRun run)
    {
        var found = new List<Treatment>();
        MetricsSample? last = null;
        foreach (var reading in run.Metrics.Where(r => r.Sample is { HeapIdle: > 0, HeapReleased: not null, GcCount: not null }))
        {
            var page = reading.Sample!;
            if (last is not null && Released(last, page))
                found.Add(new Treatment(page.CollectedAt ?? reading.At, Kind(reading)));
            last = page;
        }

        return found;
    }

    private static bool Released(MetricsSample before, MetricsSample page) =>
        page.HeapReleased / page.HeapIdle > AllReleased
        && page.HeapReleased - before.HeapReleased > LeastReleased
        && page.GcCount - before.GcCount >= 2
        && page.StartTimeSeconds == before.StartTimeSeconds;

    private static TreatmentKind Kind(Reading<MetricsSample> reading)
    {
        if (reading.Sample!.StartTimeSeconds is not { } start)
            return TreatmentKind.Unscheduled;
        var age = (reading.Sample.CollectedAt ?? reading.At) - UnixSeconds.At(start);
        if (Near(age - TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)))
            return TreatmentKind.Backup;
        return Near(age, TimeSpan.FromMinutes(10)) && age > TimeSpan.FromMinutes(5) ? TreatmentKind.Release : TreatmentKind.Unscheduled;
    }

    private static bool Near(TimeSpan age, TimeSpan period)
    {
        var rest = age.Ticks % period.Ticks;
        return rest >= -Slack.Ticks / 3 && (rest <= Slack.Ticks || rest >= period.Ticks - (Slack.Ticks / 3));
    }
}
