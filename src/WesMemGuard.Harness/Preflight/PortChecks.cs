using WesMemGuard.LiveHeap;
using WesMemGuard.Measurement;
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
            var why = pages.Count == 0 ? "never asked" : AnswerChecks.Detail(pages[0].Miss!);
            var hasMemory = look.Run.Memory.Exists(r => r.Sample is not null);
            return new("metrics", hasMemory ? PreflightState.Limited : PreflightState.Impossible, hasMemory ? "floors" : "none", why);
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

        // Two owners alone prove nothing: a container's ports are held open by a process each that passes on.
        var compared = answers.Select(a => Fits(look.Run.Metrics, a)).Where(fits => fits is not null).ToList();
        return look is { HttpOwner: { } http, DiagnosticsOwner: { } owner }
            && (http == owner || compared.Count == 0 || compared.Contains(false))
            ? http == owner
                ? new("diagnostics", PreflightState.Ok, "process", owner)
                : new("diagnostics", PreflightState.Limited, "otherProcess", owner, http)
            : Compared(compared, answers);
    }

    private static PreflightLine Compared(List<bool?> compared, List<Reading<DiagnosticsSample>> answers) =>
        compared.Count == 0 ? new("diagnostics", PreflightState.Limited, "untold")
        : compared.Contains(false) ? new("diagnostics", PreflightState.Limited, "other", answers[0].Sample!.NumGc)
        : new("diagnostics", PreflightState.Ok, "ok", answers[^1].Sample!.NumGc);

    /// <summary>
    /// Whether an answer can be of the process whose pages stand around it: its collections lie between theirs, and with no
    /// collection in between its goal is theirs. Null without a page on both sides.
    /// </summary>
    private static bool? Fits(List<Reading<MetricsSample>> pages, Reading<DiagnosticsSample> answer)
    {
        var before = pages.FindLast(p => p.At <= answer.At && p.Sample?.GcCount is not null).Sample;
        var after = pages.Find(p => p.At >= answer.At && p.Sample?.GcCount is not null).Sample;
        if (before is null || after is null || before.StartTimeSeconds != after.StartTimeSeconds)
            return null;
        var (from, to, seen) = (before.GcCount!.Value, after.GcCount!.Value, answer.Sample!);
        if (seen.NumGc < from || seen.NumGc > to)
            return false;
        return from != to || before.NextGc is not { } goal || before.NextGc != after.NextGc
            || Math.Abs(Math.Floor(goal / ByteSize.MiB) - seen.NextGcMiB) <= 1;
    }

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
