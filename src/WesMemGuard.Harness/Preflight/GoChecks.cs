using System.Globalization;
using WesMemGuard.LiveHeap;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Preflight;

/// <summary>What a plain Go service tells, in place of the checks of a WES node.</summary>
internal static class GoChecks
{
    /// <summary>A bracket wider than this part of the value is told.</summary>
    private const double Narrow = 0.005;

    /// <summary>
    /// One that is wider than this can't tell growth from goroutines; below it is told, and is no trouble.
    /// </summary>
    private const double Small = 0.05;

    public static IReadOnlyList<PreflightLine> Of(PreflightLook look) =>
        [Page(look), LiveHeap(look), Settings(look), Pprof(look), Process(look), OutsideChecks.Clock(look), Identity(look)];

    private static PreflightLine Page(PreflightLook look)
    {
        var pages = look.Run.Metrics;
        if (pages.FindLast(p => p.Sample is not null).Sample is not { } last)
            return new("page", PreflightState.Impossible, pages.Count == 0 ? "none" : WhyNone(pages[0].Miss!.Kind),
                look.PagePath,
                pages.Count == 0 ? PreflightReasons.NeverAsked() : AnswerChecks.Detail(pages[0].Miss!));
        List<(string Name, double? Value)> wanted =
            [("next_gc", last.NextGc ?? last.HeapLive), ("heap_alloc", last.HeapAlloc), ("stack_inuse", last.StackInuse)];
        var lacking = wanted.Where(w => w.Value is null).Select(w => w.Name).ToList();
        return lacking.Count > 0
            ? new("page", PreflightState.Limited, "lacking", look.PagePath, string.Join(", ", lacking))
            : new("page", PreflightState.Ok, "ok", look.PagePath, pages.Count(p => p.Sample is not null));
    }

    private static string WhyNone(MissKind kind) => kind switch
    {
        MissKind.Denied => "denied",
        MissKind.Untrusted => "untrusted",
        _ => "none",
    };

    private static PreflightLine LiveHeap(PreflightLook look)
    {
        var series = LiveHeapDecision.Of(look.Run);
        if (series.Points is [.., var point])
        {
            var open = point.High - point.Low;
            return open <= Narrow * point.Bytes ? new("liveHeap", PreflightState.Ok, "ok", point.Bytes / ByteSize.MiB,
                series.Name)
                : open <= Small * point.Bytes
                    ? new("liveHeap", PreflightState.Ok, "near", point.Low / ByteSize.MiB, point.High / ByteSize.MiB,
                        series.Name)
                : new("liveHeap", PreflightState.Limited, "bracket", point.Low / ByteSize.MiB,
                    point.High / ByteSize.MiB, series.Name);
        }

        return series.Bounds is [.., var bound] && double.IsFinite(bound.High)
            ? new("liveHeap", PreflightState.Limited, "bound", bound.High / ByteSize.MiB, (object?)series.WhyNone ?? "")
            : new("liveHeap", PreflightState.Limited, "none", (object?)series.WhyNone ?? "");
    }

    private static PreflightLine Settings(PreflightLook look)
    {
        var page = look.Run.Metrics.FindLast(p => p.Sample is not null).Sample;
        var process = look.Run.Process.FindLast(p => p.Sample?.GoGcPercent is not null).Sample;
        if (page?.HeapLive is not null)
            return new("settings", PreflightState.Ok, "needless");
        if (page is { GoGcPercent: { } percent, MemoryLimit: { } limit })
            return new("settings", PreflightState.Ok, "page", Percent(percent), Limit(limit));
        return process is { GoGcPercent: { } own, MemoryLimit: { } bytes }
            ? new("settings", PreflightState.Ok, "environ", Percent(own), Limit(bytes)) : new("settings",
                PreflightState.Limited, "untold");
    }

    private static string Percent(double percent) =>
        percent > 1e9 ? "off" : percent.ToString("0", CultureInfo.InvariantCulture);

    private static string Limit(double bytes) => bytes > GoalRule.NoLimit ? "off" : new ByteSize(bytes).ToString();

    private static PreflightLine Pprof(PreflightLook look) => look.Heap switch
    {
        null => new("pprof", PreflightState.Limited, "unasked"),
        { Sample: not null } => new("pprof", PreflightState.Ok, "ok"),
        { Miss: { Kind: MissKind.NotFound or MissKind.Refused } miss } =>
            new("pprof", PreflightState.Limited, "off", AnswerChecks.Detail(miss)),
        { Miss: { } miss } => new("pprof", PreflightState.Limited, "other", AnswerChecks.Detail(miss)),
        _ => new("pprof", PreflightState.Limited, "unasked"),
    };

    private static PreflightLine Process(PreflightLook look)
    {
        if (look.Proxy is { } proxy)
            return new("process", PreflightState.Limited, "proxy", proxy);
        if (look.Run.Process.FindLast(p => p.Sample is not null).Sample is not { } process)
            return new("process", PreflightState.Limited, "unseen");
        return process.Globals is { } globals
            ? new("process", PreflightState.Ok, "ok", process.Pid, globals / 1024)
            : new("process", PreflightState.Limited, "noProgram", process.Pid);
    }

    private static PreflightLine Identity(PreflightLook look)
    {
        var starts = look.Run.Metrics.Where(r => r.Sample?.StartTimeSeconds is not null)
            .Select(r => r.Sample!.StartTimeSeconds!.Value).Distinct().ToList();
        if (starts.Count > 1 || OutsideChecks.Falls(look.Run.Metrics.Select(r => r.Sample?.GcCount)))
            return new("identity", PreflightState.Impossible, "otherProcess");
        if (starts.Count == 1)
            return new("identity", PreflightState.Ok, "start", OutsideChecks.Utc(starts[0]));
        return look.Run.Process.FindLast(p => p.Sample is not null).Sample is { } process
            ? new("identity", PreflightState.Ok, "pid", process.Pid) : new("identity", PreflightState.Limited,
                "untold");
    }
}
