using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts.Observations;

/// <summary>
/// Do all sources count the collections of one process? Pages, forced collections and the diagnostics port are live and
/// must rise together; the memory endpoint's sample is older, so its count must lie between what a live source said
/// before and what one says after. A count that doesn't fit means that two processes answer: another node on the port,
/// or the diagnostics port of the first node. A live source never says the same twice; one that does is answered from a
/// store, as by a proxy or by a replay that is looked at more often than was recorded, and may be as old as the last
/// time it said something else.
/// </summary>
internal static class CollectionOrder
{
    /// <summary>How old the memory endpoint's sample may be: 10 s, and slips under load (node.md 1.2).</summary>
    private static readonly TimeSpan OldestSample = TimeSpan.FromSeconds(45);

    public static void Check(MemoryRun run, List<RunBreak> breaks)
    {
        var live = Live(run);
        var replaced = breaks.ToList();
        for (var i = 1; i < live.Count; i++)
        {
            var (last, next) = (live[i - 1], live[i]);
            if (next.Collections < last.Collections && next.Source != last.Source && next.Since >= last.At
                && !replaced.Exists(b => b.Parts(last.At, next.At)))
                breaks.Add(Break(last, next.At, next.Source, next.Collections));
        }

        CheckSamples(run.Memory, live, replaced, breaks);
    }

    private static void CheckSamples(List<Reading<MemorySample>> samples, List<Count> live, List<RunBreak> replaced,
        List<RunBreak> breaks)
    {
        var after = 0;
        var before = -1;
        Reading<MemorySample> first = default;
        foreach (var reading in samples.Where(r => r.Sample is not null))
        {
            // A frozen sampler repeats an old count; that is the frozen gate's finding, and no second process.
            if (first.Sample is null || !first.Sample.Equals(reading.Sample))
                first = reading;
            while (after < live.Count && live[after].Since < reading.At)
                after++;
            while (before + 1 < live.Count && live[before + 1].At <= first.At - OldestSample)
                before++;
            var numGc = reading.Sample!.NumGc;
            Count? misfit = after < live.Count && numGc > live[after].Collections ? live[after]
                : before >= 0 && numGc < live[before].Collections ? live[before] : null;
            if (misfit is { } other && !replaced.Exists(b => b.Parts(other.At, reading.At)))
                breaks.Add(Break(other, reading.At, MetricSource.MemoryPath, numGc));
        }
    }

    private static List<Count> Live(MemoryRun run)
    {
        List<Count> counts =
        [
            .. Counts(run.Metrics, MetricSource.MetricsPath, page => page.GcCount),
            .. Counts(run.LiveHeap, MetricSource.CollectedPath, heap => heap.NumGc),
            .. Counts(run.Diagnostics, "/debug/memory/json", told => told.NumGc),
        ];
        // Of one instant the order is not known: no misfit.
        counts.Sort((a, b) => (a.At, a.Collections).CompareTo((b.At, b.Collections)));
        return counts;
    }

    private static IEnumerable<Count> Counts<T>(List<Reading<T>> readings, string source, Func<T, double?> count)
        where T : class
    {
        var told = readings.Where(r => r.Sample is not null).ToList();
        var isStored = told.Zip(told.Skip(1), (a, b) => a.Sample!.Equals(b.Sample)).Any(same => same);
        for (var i = 0; i < told.Count; i++)
        {
            var repeats = i > 0 && told[i].Sample!.Equals(told[i - 1].Sample);
            if (!repeats && count(told[i].Sample!) is { } collections)
                yield return new Count(told[i].At, collections,
                    source)
                { Since = isStored && i > 0 ? told[i - 1].At : told[i].At };
        }
    }

    private static RunBreak Break(Count other, DateTimeOffset at, string source, double count) => new(
        other.At < at ? other.At : at, other.At < at ? at : other.At,
        GateReasons.TwoProcesses(source, count, other.Source, other.Collections), Replaced: false);

    /// <summary>What a source counted, at the latest when it was asked.</summary>
    private readonly record struct Count(DateTimeOffset At, double Collections, string Source)
    {
        /// <summary>From when on it may be; <see cref="At"/> where the source is live.</summary>
        public required DateTimeOffset Since { get; init; }
    }
}
