namespace WesMemGuard.Runs;

/// <summary>
/// The node's own times where the system's clock was set during a run. A run's labels go on evenly; what the node says
/// of its last collection and of its start goes with the clock that was set, and is moved back to the run's time.
/// </summary>
internal static class ClockSteps
{
    /// <summary>A page may be a little older than its collection by two clocks.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(2);

    /// <summary>A step is found a poll after it happened; smaller ones need less, as they move less.</summary>
    private const double FoundWithin = 10;

    /// <summary>
    /// How near to a step the start of a process must have moved to be moved by it: the system counts in whole ticks
    /// and seconds.
    /// </summary>
    private const double StartSlack = 2;

    private const double SameStart = 0.5;

    /// <summary>The run with the node's times in the run's own; the same run where no clock was set.</summary>
    public static MemoryRun Evened(MemoryRun run)
    {
        var steps = Steps(run);
        if (steps.Count == 1)
            return run;
        var even = new MemoryRun(run.Header);
        EntryKinds.Copy(run, even);
        MetricsSample? raw = null, last = null;
        var start = run.Metrics.Select(r => r.Sample?.StartTimeSeconds).FirstOrDefault(s => s is not null);
        for (var i = 0; i < even.Metrics.Count; i++)
        {
            if (even.Metrics[i] is not { Sample: { } page } reading)
                continue;
            var isSame = page.GcCount is { } count && count == raw?.GcCount;
            (raw, last) = (page, page with
            {
                LastGcSeconds = isSame ? last!.LastGcSeconds : Collected(page.LastGcSeconds, reading.At, steps),
                StartTimeSeconds = Start(page.StartTimeSeconds, start, reading.At, steps),
            });
            even.Metrics[i] = reading with { Sample = last };
        }

        for (var i = 0; i < even.LiveHeap.Count; i++)
        {
            if (even.LiveHeap[i] is { Sample: { } heap } reading)
                even.LiveHeap[i] = reading with { Sample = heap with { CollectedAt = Moved(heap.CollectedAt, reading.At, steps) } };
        }

        return even;
    }

    /// <summary>How far the clock was ahead from which moment on; the first is the run's own.</summary>
    private static List<(DateTimeOffset Since, double Ahead)> Steps(MemoryRun run)
    {
        List<(DateTimeOffset Since, double Ahead)> steps = [(DateTimeOffset.MinValue, 0)];
        foreach (var step in run.Events.Where(e => e.Name == RunEvent.ClockStep && e.Seconds is not null))
            steps.Add((step.At, steps[^1].Ahead + step.Seconds!.Value));
        return steps;
    }

    private static double? Collected(double? seconds, DateTimeOffset at,
        List<(DateTimeOffset Since, double Ahead)> steps)
    {
        if (!UnixSeconds.IsMoment(seconds))
            return seconds;
        return (Moved(UnixSeconds.At(seconds!.Value), at, steps) - DateTimeOffset.UnixEpoch).TotalSeconds;
    }

    /// <summary>By the latest step after which the moment lies, and before it was told.</summary>
    private static DateTimeOffset Moved(DateTimeOffset moment, DateTimeOffset told,
        List<(DateTimeOffset Since, double Ahead)> steps)
    {
        for (var i = steps.Count - 1; i > 0; i--)
        {
            if (steps[i].Since > told)
                continue;
            // Many steps may add up to more than there is time.
            if (steps[i].Ahead > (moment - DateTimeOffset.MinValue).TotalSeconds
                || -steps[i].Ahead > (DateTimeOffset.MaxValue - moment).TotalSeconds)
                continue;
            var moved = moment.AddSeconds(-steps[i].Ahead);
            var late = TimeSpan.FromSeconds(Math.Min(FoundWithin, Math.Abs(steps[i].Ahead - steps[i - 1].Ahead) / 2));
            if (moved >= steps[i].Since - late && moved <= told + Ahead)
                return moved;
        }

        return moment;
    }

    /// <summary>The system tells a start by its clock and the time since boot: setting the clock moves it.</summary>
    private static double? Start(double? seconds, double? first, DateTimeOffset at,
        List<(DateTimeOffset Since, double Ahead)> steps)
    {
        if (seconds is not { } value || first is not { } known || Math.Abs(value - known) <= SameStart)
            return seconds;
        return steps.Exists(s => s.Since <= at && Math.Abs(value - known - s.Ahead) < StartSlack) ? known : seconds;
    }
}
