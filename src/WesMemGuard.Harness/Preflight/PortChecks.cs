using WesMemGuard.Harness.Targets;
using WesMemGuard.LiveHeap;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Preflight;

/// <summary>What the Prometheus page and the diagnostics port tell.</summary>
internal static class PortChecks
{
    public static PreflightLine Metrics(PreflightLook look)
    {
        var pages = look.Run.Metrics;
        if (pages.FindLast(r => r.Sample is not null).Sample is not { } last)
        {
            var why = pages.Count == 0 ? PreflightReasons.NeverAsked() : AnswerChecks.Detail(pages[0].Miss!);
            var hasMemory = look.Run.Memory.Exists(r => r.Sample is not null);
            return new("metrics", hasMemory ? PreflightState.Limited : PreflightState.Impossible,
                hasMemory ? "floors" : "none", why);
        }

        if (LiveHeapDecision.Of(look.Run) is { WhyNone: { } blind })
            return new("metrics", PreflightState.Limited, "blind", blind);
        if (Lacking(last) is { Count: > 0 } lacking)
            return new("metrics", PreflightState.Limited, "lacking", string.Join(", ", lacking));
        return new("metrics", PreflightState.Ok, "ok", LiveHeapDecision.Of(look.Run).Points[^1].Bytes / ByteSize.MiB);
    }

    public static PreflightLine Diagnostics(PreflightLook look)
    {
        var readings = look.Run.Diagnostics;
        if (readings.Count == 0)
            return new("diagnostics", PreflightState.Limited, "unnamed");
        var answers = readings.Where(r => r.Sample is not null).ToList();
        if (answers.Count == 0)
        {
            var miss = readings[0].Miss!;
            return new("diagnostics", PreflightState.Limited, miss.Kind is MissKind.Refused or MissKind.TimedOut
                ? "off" : "unreadable", miss.Detail);
        }

        var fits = answers.ConvertAll(answer => Fits(look.Run.Metrics, answer));
        return (DiagnosticsIdentity.IsNodes(look.HttpOwner, look.DiagnosticsOwner,
            fits), look.HttpOwner, look.DiagnosticsOwner) switch
        {
            (true, { } node, { } owner) when node == owner => new("diagnostics", PreflightState.Ok, "process", owner),
            (true, _, _) => new("diagnostics", PreflightState.Ok, "ok", answers[^1].Sample!.NumGc),
            (false, { } node, { } owner) => new("diagnostics", PreflightState.Limited, "otherProcess", owner, node),
            (false, _, _) => new("diagnostics", PreflightState.Limited, "other", answers[0].Sample!.NumGc),
            _ => new("diagnostics", PreflightState.Limited, "untold"),
        };
    }

    /// <summary>By the pages that stand around an answer.</summary>
    private static bool? Fits(List<Reading<MetricsSample>> pages,
        Reading<DiagnosticsSample> answer) => DiagnosticsIdentity.Fits(
        pages.FindLast(p => p.At <= answer.At && p.Sample?.GcCount is not null).Sample,
        answer.Sample!,
        pages.Find(p => p.At >= answer.At && p.Sample?.GcCount is not null).Sample);

    private static List<string> Lacking(MetricsSample page)
    {
        List<(string Name, double? Value)> wanted =
        [
            ("process_start_time_seconds", page.StartTimeSeconds), ("go_gc_duration_seconds_count", page.GcCount),
            ("go_memstats_last_gc_time_seconds", page.LastGcSeconds), ("go_goroutines", page.Goroutines),
                ("process_open_fds", page.OpenFiles),
        ];
        return [.. wanted.Where(w => w.Value is null).Select(w => w.Name)];
    }
}
