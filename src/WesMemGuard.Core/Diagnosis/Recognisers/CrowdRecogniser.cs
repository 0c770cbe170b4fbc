using WesMemGuard.Growth;
using WesMemGuard.Statistics;
using WesMemGuard.Verdicts.Text;

namespace WesMemGuard.Diagnosis.Recognisers;

/// <summary>Goroutines that pile up, subscriptions that are open, and peers above the node's bounds.</summary>
internal static class CrowdRecogniser
{
    /// <summary>A connection costs a goroutine; an idle node's number varies by 3.</summary>
    private const double ManyOpen = 50;

    /// <summary>The connection manager's HighWater (p2p/config.go:758), and the peerstore's bound (discovery/service.go:302).</summary>
    private const double MostConnections = 50, MostPeers = 5000;

    private static readonly TimeSpan Now = TimeSpan.FromMinutes(2);

    public static IEnumerable<DiagnosedProblem> Look(RunSymptoms s)
    {
        if (Growing(s) is { } growing)
            yield return growing;
        else if (Open(s) is { } open)
            yield return open;
        if (Connected(s) is { } connected)
            yield return connected;
    }

    private static DiagnosedProblem? Growing(RunSymptoms s)
    {
        if (s.Case.IsLogAlone || s.GoroutineGrowth is not { Outcome: GrowthOutcome.Broken } growth)
            return null;
        var counts = s.WarmSamples.Select(x => x.Sample.Goroutines).ToList();
        var evidence = new List<Symptom> { new("goroutines", growth.SlopePerHour, growth.LowPerHour, growth.HighPerHour, counts[0], counts[^1]) };
        var found = s.Case.Suspects?.OfGoroutines(s.Run, s.WarmFrom, s.End, stoppedToo: false);
        if (found?.Found is not [var suspect, ..])
            return new DiagnosedProblem(Problems.GoroutineGrowth, 0.7, [.. evidence, new Symptom("nobody", found?.WhyNone ?? MessageReasons.ProfilesNotRead())]);
        evidence.Add(new Symptom("goroutine-suspect", suspect.Bytes, suspect.Share * 100, suspect.Held, suspect.Function, suspect.Waits?.Text ?? MessageReasons.Verbatim(string.Join(" < ", suspect.Stack.Take(3)))));
        return new DiagnosedProblem(Problems.GoroutineGrowth, 0.9, evidence) { Module = suspect.Module, Holder = suspect.Holder, Function = suspect.Function };
    }

    /// <summary>More goroutines at the end than at the calmest time before, and no steady growth.</summary>
    private static DiagnosedProblem? Open(RunSymptoms s)
    {
        var started = s.Samples.Where(x => x.At >= s.Samples[0].At + TimeSpan.FromMinutes(1)).ToList();
        var last = started.Where(x => x.At >= s.End - Now).Select(x => x.Sample.Goroutines).ToArray();
        if (!s.IsOneProcess || s.GoroutineGrowth?.Outcome == GrowthOutcome.Broken || last.Length < 3 || started.Count < 2 * last.Length)
            return null;
        var (before, after) = (started.Min(x => x.Sample.Goroutines), Median.Of(last));
        if (after - before < ManyOpen)
            return null;
        var suspect = s.Case.Suspects?.OfGoroutines(s.Run, s.Samples[0].At, s.End, stoppedToo: true).Found is [var first, ..] ? first : null;
        if (suspect is not null && !suspect.Function.Contains("websocket", StringComparison.OrdinalIgnoreCase))
            return null;
        var evidence = new List<Symptom> { new("open", after, before, after - before) };
        if (suspect is not null)
            evidence.Add(new Symptom("goroutine-suspect", suspect.Bytes, suspect.Share * 100, suspect.Held, suspect.Function, string.Join(" < ", suspect.Stack.Take(3))));
        return new DiagnosedProblem(Problems.Subscriptions, suspect is null ? 0.5 : 0.9, evidence);
    }

    private static DiagnosedProblem? Connected(RunSymptoms s)
    {
        var connections = s.Module("network", m => m.Objects).Select(p => p.Value).DefaultIfEmpty().Max();
        var peers = s.Module("p2p.addr_manager", m => m.Objects).Select(p => p.Value).DefaultIfEmpty().Max();
        return connections > MostConnections || peers > MostPeers
            ? new DiagnosedProblem(Problems.Connections, 0.85, [
                new Symptom("connections", connections, MostConnections, peers, MostPeers),
                new Symptom("goroutine-range", s.Samples.Min(x => x.Sample.Goroutines), s.Samples.Max(x => x.Sample.Goroutines)),
            ])
            : null;
    }
}
