using WesMemGuard.LiveHeap;
using WesMemGuard.Runs;

namespace WesMemGuard.Analysis;

/// <summary>Why rss is as high as it is: what it is made of at one moment, the largest part first.</summary>
/// <param name="At">When rss was read, UTC.</param>
/// <param name="Rss">Resident bytes.</param>
/// <param name="Parts">What is resident, by the names of account parts; those of less than 1 % are left out.</param>
/// <param name="NotResident">What the runtime took and is not resident, bytes: never touched, or swapped out.</param>
/// <param name="Error">How far the parts may be off, because they were read at different moments; null when that isn't known.</param>
internal sealed record RssAnswer(DateTimeOffset At, double Rss, IReadOnlyList<AccountPart> Parts, double NotResident, double? Error)
{
    private const double Least = 0.01;
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(60);

    /// <summary>Answers for a moment of a run; null where no page of <c>/metrics</c> tells what the runtime took.</summary>
    /// <param name="run">What was seen.</param>
    /// <param name="at">The moment, UTC; null: the end.</param>
    public static RssAnswer? Of(MemoryRun run, DateTimeOffset? at = null)
    {
        var pages = run.Metrics.Where(r =>
            r.Sample is
            {
                Sys: not null, HeapReleased: not null, HeapAlloc: not null, HeapInuse: not null, HeapIdle: not null,
                StackInuse: not null
            }).ToList();
        if (pages.Count == 0)
            return null;
        var page = at is { } moment ? pages.MinBy(p => (p.At - moment).Duration()) : pages[^1];
        if (at is { } asked && (page.At - asked).Duration() > Near)
            return null;
        var looks = run.Process.Where(r => r.Sample is { RssAnon: not null, RssFile: not null } && (r.At - page.At).Duration() <= Near)
            .ToList();
        var parts = Taken(run, page.At, page.Sample!);
        var taken = page.Sample!.Sys!.Value - page.Sample.HeapReleased!.Value;
        return looks.Count > 0 ? OfLook(looks.MinBy(l => (l.At - page.At).Duration()), page.Sample, parts, taken)
            : page.Sample.RssBytes is { } rss ? Answer(page.At, rss, parts, rss - taken, "outside", null) : null;
    }

    private static RssAnswer OfLook(Reading<ProcessSample> look, MetricsSample page, List<AccountPart> parts, double taken)
    {
        var (anon, file, rss) = (look.Sample!.RssAnon!.Value, look.Sample.RssFile!.Value, look.Sample.RssBytes);
        parts.Add(new AccountPart("files", file));
        parts.Add(new AccountPart("shared", look.Sample.RssShmem ?? Math.Max(0, rss - anon - file)));
        double? error = page.RssBytes is { } then ? Math.Abs(then - rss) : null;
        return Answer(look.At, rss, parts, anon - taken, "native", error);
    }

    /// <summary>
    /// What is more than the runtime took is somebody else's; what is less is of the heap, the largest parts of it first.
    /// </summary>
    private static RssAnswer Answer(DateTimeOffset at, double rss, List<AccountPart> parts, double beyond, string name, double? error)
    {
        parts.Add(new AccountPart(name, Math.Max(0, beyond)));
        var missing = Math.Max(0, -beyond);
        for (var i = 0; i < parts.Count && missing > 0; i++)
        {
            var gone = Math.Min(missing, parts[i].Bytes);
            parts[i] = parts[i] with { Bytes = parts[i].Bytes - gone };
            missing -= gone;
        }

        var shown = parts.Where(p => p.Bytes >= Least * rss).OrderByDescending(p => p.Bytes).ToList();
        return new RssAnswer(at, rss, shown, Math.Max(0, -beyond), error);
    }

    private static List<AccountPart> Taken(MemoryRun run, DateTimeOffset at, MetricsSample page)
    {
        var (alloc, inuse, idle) = (page.HeapAlloc!.Value, page.HeapInuse!.Value, page.HeapIdle!.Value);
        var before = LiveHeapDecision.Of(run).Points.Where(p => p.At <= at).ToList();
        double? live = before.Count > 0 ? Math.Min(before[^1].Bytes, alloc) : null;
        return
        [
            new(live is null ? "heapAlloc" : "live", live ?? alloc), new("garbage", alloc - (live ?? alloc)), new("spans", inuse - alloc),
            new("freeHeap", idle - page.HeapReleased!.Value), new("stacks", page.StackInuse!.Value),
                new("runtime", page.Sys!.Value - inuse - idle - page.StackInuse.Value),
        ];
    }
}
