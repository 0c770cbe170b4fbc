using WesMemGuard.Measurement;
using WesMemGuard.Statistics;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Diagnosis.Recognisers;

/// <summary>Goroutines that pile up, subscriptions that are open, and peers above the node's bounds.</summary>
internal static class CrowdRecogniser
{
    /// <summary>A connection costs a goroutine; an idle node's number varies by 3.</summary>
    private const double ManyOpen = 50;

    /// <summary>The smallest stack that Go gives a goroutine (runtime/stack.go, fixedStack).</summary>
    private const double LeastStack = 2048;

    /// <summary>The connection manager's HighWater (p2p/config.go:758), and the peerstore's bound (discovery/service.go:302).</summary>
    private const double MostConnections = 50, MostPeers = 5000;

    /// <summary>So many that leaked are no accident of one request.</summary>
    private const double ManyLeaked = 10;

    /// <summary>Parts of the rise from the calmest time to now.</summary>
    private const double Rose = 0.5, Fell = 0.25;

    private static readonly TimeSpan Now = TimeSpan.FromMinutes(2);

    public static IEnumerable<DiagnosedProblem> Look(RunSymptoms s)
    {
        if ((Growing(s) ?? Leaked(s)) is { } growing)
            yield return growing;
        else if (Open(s) is { } open)
            yield return open;
        if (Connected(s) is { } connected)
            yield return connected;
    }

    private static DiagnosedProblem? Growing(RunSymptoms s)
    {
        if (s.GoroutineGrowth is not { Grows: true } growth)
            return null;
        var counts = s.Values(Metric.Goroutines);
        var stacks = s.Growth(Metric.Stacks, MemoryClassRecogniser.HarmlessStacks);
        var least = stacks.Grows ? stacks.LowPerHour : growth.LowPerHour * LeastStack;
        var evidence = new List<Symptom>
        {
            new("goroutines", growth.SlopePerHour, growth.LowPerHour, growth.HighPerHour, counts[0].Value, counts[^1].Value),
            new("goroutine-bytes", least / ByteSize.MiB),
        };
        var leaked = LeakedOf(s);
        if (leaked is not null)
            evidence.Add(Symptom(leaked));
        var found = s.Case.Suspects?.OfGoroutines(s.Run, s.WarmFrom, s.End, stoppedToo: false);
        if (found?.Found is not [var suspect, ..])
        {
            if (leaked is null)
                evidence.Add(new Symptom("nobody", found?.WhyNone ?? MessageReasons.ProfilesNotRead()));
            return new DiagnosedProblem(Problems.GoroutineGrowth, Certainty.Shown, evidence)
            {
                Function = leaked?.Function,
                BytesPerHour = least,
            };
        }

        evidence.Add(new Symptom("goroutine-suspect", suspect.Bytes, suspect.Share * 100, suspect.Held, suspect.Function,
            suspect.Waits?.Text ?? MessageReasons.Verbatim(string.Join(" < ", suspect.Stack.Take(3)))));
        return new DiagnosedProblem(Problems.GoroutineGrowth, Certainty.Shown, evidence)
        {
            Module = suspect.Module,
            Holder = suspect.Holder,
            Function = suspect.Function,
            BytesPerHour = least
        };
    }

    /// <summary>
    /// Those that nothing can wake are a leak whether their number is known to grow yet or not; a few from the start, that the judge knows
    /// not to become more, are none that matters.
    /// </summary>
    private static DiagnosedProblem? Leaked(RunSymptoms s) => LeakedOf(s) is { Count: >= ManyLeaked } leaked
        ? new DiagnosedProblem(Problems.GoroutineGrowth, Certainty.Shown, [Symptom(leaked)])
        {
            Function = leaked.Function,
            BytesPerHour = 0,
            Rank = s.GoroutineGrowth.Outcome == Outcome.Held ? ProblemRank.Explanation : ProblemRank.Harm,
        }
        : null;

    private static LeakedGoroutines? LeakedOf(RunSymptoms s) =>
        s.Case.Suspects?.Leaked(s.Run, s.End) is { Count: > 0 } leaked ? leaked : null;

    private static Symptom Symptom(LeakedGoroutines leaked) =>
        new("goroutines-leaked", leaked.Count, leaked.InFunction, leaked.Function, string.Join(" < ", leaked.Stack.Take(3)));

    /// <summary>More goroutines at the end than at the calmest time before, and no steady growth.</summary>
    private static DiagnosedProblem? Open(RunSymptoms s)
    {
        if (s.Samples.Count == 0)
            return null;
        var started = s.Samples.Where(x => x.At >= s.Samples[0].At + TimeSpan.FromMinutes(1)).ToList();
        var last = started.Where(x => x.At >= s.End - Now).Select(x => x.Sample.Goroutines).ToArray();
        // Only a node has such connections, and only a node's own samples are told in s.Run.Memory.
        var isNode = s.Run.Memory.Exists(r => r.Sample is not null);
        if (!isNode || !s.IsOneProcess || s.GoroutineGrowth.Grows || last.Length < 3 || started.Count < 2 * last.Length)
            return null;
        var (before, after) = (started.Min(x => x.Sample.Goroutines), Median.Of(last));
        if (after - before < ManyOpen || ComesAndGoes(started.ConvertAll(x => x.Sample.Goroutines), before, after))
            return null;
        var suspect = s.Case.Suspects?.OfGoroutines(s.Run, s.Samples[0].At, s.End, stoppedToo: true).Found is [var first, ..]
            ? first : null;
        if (suspect is not null && !suspect.Function.Contains("websocket", StringComparison.OrdinalIgnoreCase))
            return null;
        var evidence = new List<Symptom> { new("open", after, before, after - before) };
        if (suspect is not null)
            evidence.Add(new Symptom("goroutine-suspect", suspect.Bytes, suspect.Share * 100, suspect.Held, suspect.Function,
                string.Join(" < ", suspect.Stack.Take(3))));
        return new DiagnosedProblem(Problems.Subscriptions, suspect is null ? Certainty.Possible : Certainty.Shown, evidence)
        {
            // So many as there are and no more of them: what the judge holds is no harm.
            Rank = s.GoroutineGrowth.Outcome == Outcome.Held ? ProblemRank.Explanation : ProblemRank.Harm,
        };
    }

    /// <summary>Whether as many were there before, and went: bursts of work, not what stays open.</summary>
    private static bool ComesAndGoes(List<double> counts, double calm, double now)
    {
        var many = counts.FindIndex(count => count >= calm + (Rose * (now - calm)));
        return many >= 0 && counts.FindIndex(many, count => count <= calm + (Fell * (now - calm))) >= 0;
    }

    private static DiagnosedProblem? Connected(RunSymptoms s)
    {
        var connections = s.Module("network", m => m.Objects).Select(p => p.Value).DefaultIfEmpty().Max();
        var peers = s.Module("p2p.addr_manager", m => m.Objects).Select(p => p.Value).DefaultIfEmpty().Max();
        return connections > MostConnections || peers > MostPeers
            ? new DiagnosedProblem(Problems.Connections, Certainty.Likely, [
                new Symptom("connections", connections, MostConnections, peers, MostPeers),
                new Symptom("goroutine-range", s.Samples.Min(x => x.Sample.Goroutines), s.Samples.Max(x => x.Sample.Goroutines)),
            ])
            : null;
    }
}
