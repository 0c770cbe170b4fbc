namespace WesMemGuard.Runs;

/// <summary>
/// The client of a run as a run of its own: the same phases, its own readings where the node's stand. So one judge, one chart and one
/// diagnosis serve both.
/// </summary>
internal static class ClientView
{
    private static readonly Dictionary<string, string> Events = new(StringComparer.Ordinal)
    {
        [RunEvent.ClientStarted] = "started",
        [RunEvent.ClientDied] = RunEvent.Died,
        [RunEvent.UntilDecided] = RunEvent.UntilDecided,
        [RunEvent.ClockStep] = RunEvent.ClockStep,
        [RunEvent.Interrupted] = RunEvent.Interrupted,
        [RunEvent.End] = RunEvent.End,
    };

    /// <summary>The run of the client; without readings where the run had none.</summary>
    public static MemoryRun Of(MemoryRun run)
    {
        var client = new MemoryRun(run.Header with { Mode = null, MemoryInterval = null, MetricsInterval = null, Empty = null });
        foreach (var reading in run.Client)
        {
            client.Client.Add(reading);
            Add(reading, sample => sample.Runtime, client.Metrics);
            Add(reading, sample => sample.Process, client.Process);
        }

        client.Profiles.AddRange(run.Profiles.Where(p => p.Kind == ProfileKind.HeapDump));
        client.Phases.AddRange(run.Phases);
        client.Losses.AddRange(run.Losses);
        foreach (var happened in run.Events)
        {
            if (Events.TryGetValue(happened.Name, out var name))
                client.Events.Add(happened with { Name = name });
        }

        return client;
    }

    /// <summary>Counters come for the first time an interval after the beginning: that they weren't there before is no miss.</summary>
    private static void Add<T>(Reading<ClientSample> reading, Func<ClientSample, T?> part, List<Reading<T>> to) where T : class
    {
        var sample = reading.Sample is { } both ? part(both) : null;
        if (sample is not null || reading.Miss is not null)
            to.Add(new Reading<T>(reading.At, sample, reading.Miss, reading.Mark));
    }
}
