using WesMemGuard.Measurement;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts.Observations;

/// <summary>
/// Do all sources count the collections of one process? Pages, forced collections and the diagnostics port are live and must rise together;
/// the memory endpoint's sample is older, so its count must lie between what a live source said before and what one
/// says after. A count that
/// doesn't fit means that two processes answer: another node on the port, or the diagnostics port of the first node.
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
            if (next.Collections < last.Collections && next.Source != last.Source && !replaced.Exists(b => b.Parts(last.At, next.At)))
                breaks.Add(Break(last, next.At, next.Source, next.Collections));
        }

        CheckSamples(run.Memory, live, replaced, breaks);
    }

    private static void CheckSamples(List<Reading<MemorySample>> samples, List<Count> live, List<RunBreak> replaced, List<RunBreak> breaks)
    {
        var after = 0;
        var before = -1;
        Reading<MemorySample> first = default;
        foreach (var reading in samples.Where(r => r.Sample is not null))
        {
            // A frozen sampler repeats an old count; that is the frozen gate's finding, and no second process.
            if (first.Sample is null || !first.Sample.Equals(reading.Sample))
                first = reading;
            while (after < live.Count && live[after].At < reading.At)
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
        var counts = new List<Count>();
        counts.AddRange(run.Metrics.Where(r => r.Sample?.GcCount is not null)
            .Select(r => new Count(r.At, r.Sample!.GcCount!.Value, MetricSource.MetricsPath)));
        counts.AddRange(run.LiveHeap.Where(r => r.Sample is not null)
            .Select(r => new Count(r.At, r.Sample!.NumGc, MetricSource.CollectedPath)));
        counts.AddRange(run.Diagnostics.Where(r => r.Sample is not null)
            .Select(r => new Count(r.At, r.Sample!.NumGc, "/debug/memory/json")));
        // Of one instant the order is not known: no misfit.
        counts.Sort((a, b) => (a.At, a.Collections).CompareTo((b.At, b.Collections)));
        return counts;
    }

    private static RunBreak Break(Count other, DateTimeOffset at, string source, double count) => new(
        other.At < at ? other.At : at, other.At < at ? at : other.At,
        GateReasons.TwoProcesses(source, count, other.Source, other.Collections), Replaced: false);

    private readonly record struct Count(DateTimeOffset At, double Collections, string Source);
}
