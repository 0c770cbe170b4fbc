using WesMemGuard.LiveHeap;
using WesMemGuard.Runs;

namespace WesMemGuard.Diagnosis.Recognisers;

/// <summary>What keeps a node from being measured, and the configuration key that changes it.</summary>
internal static class MeasuringRecogniser
{
    private const double ManyRefused = 0.05;
    private const int FewRequests = 3;

    public static IEnumerable<DiagnosedProblem> Look(RunSymptoms s)
    {
        var memory = s.Run.Memory;
        var notFound = memory.Count(r => r.Miss?.Kind == MissKind.NotFound);
        // A service that answers none of the node's own requests is no node of ours: its REST is not off.
        var isNode = s.Run.Metrics.TrueForAll(r => r.Sample is null) || s.Run.Blocks.Exists(r => r.Sample is not null)
            || s.Run.Chain.Exists(r => r.Sample is not null);
        if (isNode && memory.Count >= FewRequests && notFound == memory.Count)
            yield return new DiagnosedProblem(Problems.RestOff, Certainty.Shown, [new Symptom("all-404", notFound)]);
        var limited = memory.Count(r => r.Miss?.Kind == MissKind.RateLimited);
        if (limited > 0 && limited >= ManyRefused * memory.Count)
            yield return new DiagnosedProblem(Problems.PollerRateLimited, Certainty.Shown,
                [new Symptom("limited", limited, memory.Count, 100.0 * limited / memory.Count)]);
        if (LogLevel(s) is { } level)
            yield return new DiagnosedProblem(Problems.LogLevel, Certainty.Shown, [level]);
        // Of lines that can't be read nobody knows what level they have.
        if (s.Log?.Empty is { Kind: not EmptyKind.LevelTooHigh } empty)
            yield return new DiagnosedProblem(Problems.LogUnread, Certainty.Shown,
                [new Symptom("no-samples", empty.Why)]);
        if (Minimal(s) is { } minimal)
            yield return new DiagnosedProblem(Problems.ModeMinimal, Certainty.Shown, [minimal]);
        if (s.Run.Events.Exists(e => e.Name == RunEvent.OtherDiagnostics))
            yield return new DiagnosedProblem(Problems.OtherDiagnostics, Certainty.Shown, [new Symptom("port-other")]);
        if (PortRefused(s.Run) is { } refused)
            yield return new DiagnosedProblem(Problems.DiagnosticsOff, Certainty.Shown, [refused]);
        if (s.Run.Metrics.LastOrDefault(r => r.Sample is not null).Sample is { } page
            && GoalRule.LimitBinds(page, page.MemoryLimit))
            yield return new DiagnosedProblem(Problems.MemoryLimit, Certainty.Shown,
                [new Symptom("memory-limit", page.MemoryLimit!.Value / ByteSize.MiB, page.NextGc!.Value / ByteSize.MiB)]);
    }

    private static Symptom? LogLevel(RunSymptoms s)
    {
        if (s.Log?.Empty is { } empty)
            return empty.Kind == EmptyKind.LevelTooHigh ? new Symptom("no-samples", empty.Why) : null;
        return s.Case.LogLevel?.ToLowerInvariant() is { } level and not ("debug" or "info")
            ? new Symptom("log-level", level) : null;
    }

    private static Symptom? Minimal(RunSymptoms s)
    {
        var objects = s.Module("block", m => m.Objects).Select(p => p.Value).DefaultIfEmpty().Max();
        if (string.Equals(s.Run.Header.Mode, "minimal", StringComparison.OrdinalIgnoreCase))
            return new Symptom("mode", objects);
        return objects > 0
            && s.Module("block", m => m.ApproxBytes).TrueForAll(p => p.Value == 0) ? new Symptom("mode-seen",
                objects) : null;
    }

    private static Symptom? PortRefused(MemoryRun run)
    {
        var asked = run.Diagnostics.Select(r => r.Miss).Concat(run.LiveHeap.Select(r => r.Miss)).ToList();
        return asked.Count >= FewRequests
            && asked.TrueForAll(m => m?.Kind == MissKind.Refused) ? new Symptom("port-refused", asked.Count) : null;
    }
}
