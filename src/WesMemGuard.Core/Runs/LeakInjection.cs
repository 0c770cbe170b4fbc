namespace WesMemGuard.Runs;

/// <summary>Puts a leak of known size into a run, so that a user can see the gate fail once on figures of his own.</summary>
internal static class LeakInjection
{
    /// <summary>The run as it would have been had the process kept so many more bytes an hour from its first answer on.</summary>
    /// <param name="run">A real run; it stays as it is.</param>
    /// <param name="bytesPerHour">Bytes kept an hour.</param>
    public static MemoryRun Into(MemoryRun run, double bytesPerHour)
    {
        var leaking = new MemoryRun(run.Header);
        var start = Start(run);
        double Kept(DateTimeOffset at) => Math.Max(0, (at - start).TotalHours * bytesPerHour);
        EntryKinds.Copy(run, leaking);
        leaking.Profiles.Clear(); // they don't hold the leak
        Put(leaking.Memory, Memory(run.Memory, Kept));
        Put(leaking.Metrics, Metrics(run.Metrics, Kept));
        Put(leaking.Process, run.Process.Select(r => r with { Sample = With(r.Sample, Kept(r.At)) }));
        Put(leaking.LiveHeap, run.LiveHeap.Select(r => r with { Sample = With(r.Sample, Kept(r.At), Share(run)) }));
        return leaking;
    }

    private static void Put<T>(List<T> list, IEnumerable<T> instead)
    {
        list.Clear();
        list.AddRange(instead);
    }

    private static double Share(MemoryRun run) =>
        (run.Metrics.Find(r => r.Sample?.GoGcPercent is not null).Sample?.GoGcPercent ?? 100) / 100;

    private static CollectedHeapSample? With(CollectedHeapSample? sample, double kept, double share) => sample is null ? null : sample with
    {
        HeapAlloc = sample.HeapAlloc + kept,
        NextGc = sample.NextGc + Math.Floor(kept * (1 + share)),
    };

    private static DateTimeOffset Start(MemoryRun run) =>
        run.Memory.Select(r => r.At).Concat(run.Metrics.Select(r => r.At)).Concat(run.LiveHeap.Select(r => r.At))
            .DefaultIfEmpty(run.Header.StartedAt).Min();

    /// <summary>A sample of the node that is read twice stays one sample: it is counted once.</summary>
    private static IEnumerable<Reading<MemorySample>> Memory(List<Reading<MemorySample>> readings, Func<DateTimeOffset, double> kept)
    {
        MemorySample? last = null;
        var since = 0.0;
        foreach (var reading in readings)
        {
            if (reading.Sample is { } sample && sample != last)
                (last, since) = (sample, kept(reading.At));
            yield return reading with { Sample = With(reading.Sample, since) };
        }
    }

    /// <summary>
    /// The goal stays as the collection left it, also on pages that don't tell when that was: moving, it would be a memory limit's.
    /// </summary>
    private static IEnumerable<Reading<MetricsSample>> Metrics(List<Reading<MetricsSample>> readings, Func<DateTimeOffset, double> kept)
    {
        MetricsSample? last = null;
        var since = 0.0;
        foreach (var reading in readings)
        {
            if (reading.Sample is { } sample)
            {
                var sameCollection = last is not null
                    && (sample.GcCount is { } count ? count == last.GcCount : sample.NextGc == last.NextGc)
                    && sample.StartTimeSeconds == last.StartTimeSeconds;
                since = sample.CollectedAt is { } at ? kept(at) : sameCollection ? since : kept(reading.At);
                last = sample;
            }

            yield return reading with { Sample = With(reading.Sample, kept(reading.At), since) };
        }
    }

    /// <summary>The node's sample is up to 10 s older than its reading: that little shift changes no slope.</summary>
    private static MemorySample? With(MemorySample? sample, double kept) => sample is null ? null : sample with
    {
        HeapAlloc = sample.HeapAlloc + Math.Floor(kept),
        HeapInuse = sample.HeapInuse + Math.Floor(kept),
        RssBytes = sample.RssBytes + Math.Floor(kept),
    };

    private static ProcessSample? With(ProcessSample? sample, double kept) => sample is null ? null : sample with
    {
        RssBytes = sample.RssBytes + kept,
        RssAnon = sample.RssAnon + kept,
    };

    /// <summary>The goal carries what was live at the collection and GOGC's share of it (live-heap.md).</summary>
    private static MetricsSample? With(MetricsSample? sample, double kept, double keptAtCollection) => sample is null ? null : sample with
    {
        NextGc = sample.NextGc + Math.Floor(keptAtCollection * (1 + ((sample.GoGcPercent ?? 100) / 100))),
        HeapLive = sample.HeapLive + Math.Floor(keptAtCollection),
        HeapAlloc = sample.HeapAlloc + Math.Floor(kept),
        HeapInuse = sample.HeapInuse + Math.Floor(kept),
        RssBytes = sample.RssBytes + Math.Floor(kept),
        Sys = sample.Sys + Math.Floor(kept),
    };
}
