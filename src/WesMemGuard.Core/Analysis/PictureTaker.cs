using WesMemGuard.Diagnosis;
using WesMemGuard.Measurement;
using WesMemGuard.Modules;
using WesMemGuard.Runs;

namespace WesMemGuard.Analysis;

/// <summary>Takes pictures of a run's moments. Pure.</summary>
/// <param name="known">What is known of the node.</param>
/// <param name="portraits">The heap profile nearest to a moment; null without one.</param>
/// <param name="system">What the log says of the system's side; empty over HTTP.</param>
internal sealed class PictureTaker(DiagnosisCase known, Func<DateTimeOffset, HeapPortrait?> portraits, IReadOnlyList<SystemFigures> system)
{
    private const string FormulaModule = "mempool.txpool";
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(60);
    private readonly RunSymptoms _symptoms = new(known);

    /// <summary>The moment of the largest heap_alloc, and the end; one of them when they are the same, none without a sample.</summary>
    public IReadOnlyList<MemoryPicture> Moments()
    {
        var samples = _symptoms.Samples;
        if (samples.Count == 0)
            return [];
        var most = samples.MaxBy(s => s.Sample.HeapAlloc);
        return most.At == samples[^1].At ? [Of("end", samples[^1])] : [Of("maximum", most), Of("end", samples[^1])];
    }

    /// <summary>The last sample; null without one.</summary>
    public MemoryPicture? Now() => _symptoms.Samples is [.., var last] ? Of("now", last) : null;

    private MemoryPicture Of(string when, (DateTimeOffset At, MemorySample Sample) at)
    {
        var portrait = portraits(at.At);
        var live = LiveAt(at.At, at.Sample, portrait);
        var page = PageNear(at.At);
        var taken = page is { } p ? Taken(p.At, p.Sample) : TakenByLog(at.At, at.Sample);
        return new MemoryPicture(when, at.At, at.Sample, live, Heap(at.At, at.Sample, live, portrait), taken,
            ResidentOf(at, page, taken), Rows(at.Sample, portrait))
        {
            ProfileAt = portrait?.At,
            WhyRss = RssAnswer.Of(known.Run, at.At),
        };
    }

    private Account? ResidentOf((DateTimeOffset At, MemorySample Sample) at, (DateTimeOffset At, MetricsSample Sample)? page,
        Account? taken) =>
        taken is null ? null
        : page is { } p ? Resident(p.At, p.Sample, taken)
        : new Account("rss", at.At, at.Sample.RssBytes,
            [new("taken", taken.Total), new("unexplainedWithFiles", at.Sample.RssBytes - taken.Total)]);

    /// <summary>The best that is known of what was live at the last collection before a moment.</summary>
    private LiveBytes LiveAt(DateTimeOffset at, MemorySample sample, HeapPortrait? portrait)
    {
        var points = _symptoms.Live.Points;
        var before = points.Where(p => p.At <= at).ToList();
        if (before.Count > 0 || points.Count > 0)
        {
            var point = before.Count > 0 ? before[^1] : points[0];
            return new LiveBytes(Math.Min(point.Bytes, sample.HeapAlloc), _symptoms.Live.Name, point.At);
        }

        if (portrait is not null)
            return new LiveBytes(Math.Min(portrait.Total, sample.HeapAlloc), "heap profile", portrait.At);
        if (known.Log?.Releases.LastOrDefault(r => r.At <= at) is { HeapMiB: > 0 } release)
            return new LiveBytes(Math.Min(release.HeapMiB * ByteSize.MiB, sample.HeapAlloc), "release", release.At);
        var floor = _symptoms.Samples.Where(s => s.At <= at).MinBy(s => s.Sample.HeapAlloc);
        return new LiveBytes(floor.Sample.HeapAlloc, "floor", floor.At);
    }

    /// <summary>heap_alloc = arenas + what else is live + garbage.</summary>
    private static Account Heap(DateTimeOffset at, MemorySample sample, LiveBytes live, HeapPortrait? portrait)
    {
        var arena = Math.Min(portrait?.Arena ?? 0, live.Bytes);
        List<AccountPart> parts = portrait is null ? [new("live", live.Bytes)] : [new("arena", arena), new("liveRest", live.Bytes - arena)];
        parts.Add(new("garbage", sample.HeapAlloc - live.Bytes));
        return new Account("heapAlloc", at, sample.HeapAlloc, parts);
    }

    /// <summary>
    /// What was taken and not given back = heap_alloc + what is lost in spans + free heap that is kept + stacks + the runtime's own.
    /// </summary>
    private static Account? Taken(DateTimeOffset at, MetricsSample page)
    {
        if (page is not
            {
                Sys: { } sys, HeapReleased: { } released, HeapAlloc: { } alloc, HeapInuse: { } inuse,
                HeapIdle: { } idle, StackInuse: { } stacks
            })
            return null;
        return new Account("taken", at, sys - released, [
            new("heapAlloc", alloc), new("spans", inuse - alloc), new("freeHeap", idle - released), new("stacks", stacks),
                new("runtime", sys - inuse - idle - stacks)]);
    }

    private Account? TakenByLog(DateTimeOffset at, MemorySample sample)
    {
        var near = system.Where(f => f.At == at).ToList();
        if (near.Count == 0)
            return null;
        var f = near[0];
        return new Account("taken", at, f.Sys, [
            new("heapAlloc", sample.HeapAlloc), new("spans", sample.HeapInuse - sample.HeapAlloc),
                new("freeHeap", f.HeapSys - sample.HeapInuse),
            new("stacks", f.Stacks), new("runtime", f.Sys - f.HeapSys - f.Stacks)]);
    }

    /// <summary>
    /// rss = what was taken + mapped files + shared memory + what these don't explain: above 0 memory that is not the
    /// runtime's, below 0 what it took and nobody touched, and both can be there at once. Without <c>/proc</c> files
    /// are part of what isn't explained.
    /// </summary>
    private Account? Resident(DateTimeOffset at, MetricsSample page, Account taken)
    {
        var looks = known.Run.Process.Where(r => r.Sample is { RssAnon: not null, RssFile: not null } && (r.At - at).Duration() <= Near)
            .OrderBy(r => (r.At - at).Duration()).ToList();
        if (looks.Count == 0)
            return page.RssBytes is { } resident
                ? new Account("rss", at, resident, [new("taken", taken.Total), new("unexplainedWithFiles", resident - taken.Total)]) : null;
        var look = looks[0].Sample!;
        var (anon, file, rss) = (look.RssAnon!.Value, look.RssFile!.Value, look.RssBytes);
        var unexplained =
            new AccountPart("unexplained", anon + (look.Swap ?? 0) - taken.Total)
            {
                Error = page.RssBytes is { } then
            ? Math.Abs(then - rss) : null
            };
        return new Account("rss", looks[0].At, rss, [
            new("taken", taken.Total), new("files", file), new("shared", rss - anon - file), new("swapped", -(look.Swap ?? 0)),
                unexplained]);
    }

    private (DateTimeOffset At, MetricsSample Sample)? PageNear(DateTimeOffset at)
    {
        var pages = known.Run.Metrics.Where(r => r.Sample is not null && (r.At - at).Duration() <= Near)
            .OrderBy(r => (r.At - at).Duration()).ToList();
        return pages.Count > 0 ? (pages[0].At, pages[0].Sample!) : null;
    }

    private static List<ModuleRow> Rows(MemorySample sample, HeapPortrait? portrait)
    {
        var measured = portrait?.Holders.ToDictionary(h => h.Module, StringComparer.Ordinal) ?? [];
        var reported = sample.Modules.GroupBy(m => m.Module).Select(Summed).ToList();
        var rows = reported.Select(m => new ModuleRow(m.Module, m.Layer, m, measured.GetValueOrDefault(m.Module), IsBlind(m.Module)))
            .Concat(measured.Values.Where(h => reported.TrueForAll(m => m.Module != h.Module))
                .Select(h => new ModuleRow(h.Module, "", null, h, true)));
        return [.. rows.OrderByDescending(r => r.Measured?.Bytes ?? 0).ThenByDescending(r => r.Reported?.ApproxBytes ?? 0)
            .ThenByDescending(r => r.Reported?.Objects ?? 0).ThenBy(r => r.Module, StringComparer.Ordinal)];
    }

    /// <summary>A module that stands twice in one answer is one (node.md 1.4).</summary>
    private static ModuleSample Summed(IGrouping<string, ModuleSample> rows) => new(
        rows.Key, rows.First().Layer, rows.Sum(m => m.Objects), rows.Sum(m => m.ApproxBytes), rows.Sum(m => m.CacheItems),
            rows.Sum(m => m.QueueLength));

    /// <summary>A constant 0, or the pool's formula of 134 bytes a deploy of any size; estimates of caches are figures.</summary>
    private static bool IsBlind(string module) =>
        NodeModules.Find(module) is not { } known || known.Blind.Contains(Metric.Bytes) || known.Name == FormulaModule;
}
