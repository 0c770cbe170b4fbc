using WesMemGuard.Verdicts;

namespace WesMemGuard.Diagnosis.Recognisers;

/// <summary>
/// The pool's three problems: nobody takes from it, its queue keeps what was confirmed, and what has expired never
/// leaves.
/// </summary>
internal static class PoolRecogniser
{
    /// <summary>Blocks take 1,000 transactions each; so many that wait for minutes are waited for by nobody.</summary>
    private const double Many = 50;

    private const int FewestRounds = 3;
    private static readonly TimeSpan Stood = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    public static IEnumerable<DiagnosedProblem> Look(RunSymptoms s)
    {
        if (s.IsOneProcess && NotDrained(s) is { } full)
            yield return full;
        if (Expired(s) is { } expired)
            yield return expired;
        if (QueueByLog(s) is { } queue)
            yield return queue;
    }

    private static DiagnosedProblem? NotDrained(RunSymptoms s)
    {
        var objects = s.Module(PoolQueueRule.Module, m => m.Objects);
        if (objects.Count == 0 || objects[^1].At - objects[0].At < Long)
            return null;
        var last = objects.Where(p => p.At >= objects[^1].At - Long).ToList();
        var waiting =
            s.Module(PoolQueueRule.Module, m => m.QueueLength).Where(p => p.At >= last[0].At).Min(p => p.Value);
        if (waiting < Many || last[^1].Value < 0.9 * objects.Max(p => p.Value))
            return null;
        var bytes = s.Module(PoolQueueRule.Module, m => m.ApproxBytes)[^1].Value;
        var evidence =
            new List<Symptom> { new("pool-rose", objects[0].Value, last[^1].Value, objects[0].At, last[^1].At) };
        if (bytes > 0)
            evidence.Add(new Symptom("pool-formula", bytes / ByteSize.MiB, bytes / last[^1].Value));
        if (Height(s, last[0].At) is { } height)
            evidence.Add(height);
        if (s.LiveRise is { } rise && rise > 0)
            evidence.Add(new Symptom("live-rise", rise / ByteSize.MiB, s.Live.Name));
        return new DiagnosedProblem(Problems.PoolNotDrained, Certainty.Shown, evidence);
    }

    private static Symptom? Height(RunSymptoms s, DateTimeOffset from)
    {
        var heights =
            s.Run.Blocks.Where(r => r.Sample is not null && r.At >= from).Select(r => r.Sample!.Height).ToList();
        return heights.Count > 1 && heights[0] == heights[^1] ? new Symptom("height-stands", heights[^1]) : null;
    }

    private static DiagnosedProblem? Expired(RunSymptoms s)
    {
        (DateTimeOffset At, double Objects)? since = null;
        foreach (var (at, sample) in s.Samples)
        {
            var own = sample.Modules.Where(m => m.Module == PoolQueueRule.Module).ToList();
            var (objects, pending) = (own.Sum(m => m.Objects), own.Sum(m => m.QueueLength));
            if (objects <= 0 || pending > 0)
                since = null;
            else
                since ??= (at, objects);
            if (since is { } first && at - first.At >= Long)
                return new DiagnosedProblem(Problems.PoolExpired, Certainty.Shown,
                    [new Symptom("expired", objects, first.At, (s.End - first.At).TotalMinutes)]);
        }

        return null;
    }

    private static DiagnosedProblem? QueueByLog(RunSymptoms s)
    {
        if (s.Log is not { Queue.Count: > 0 } log)
            return null;
        // A queue that gives up what was confirmed falls; this one stands where it was, round after round, with fewer
        // pending than it holds.
        var last = log.Queue[^1];
        var kept = last.Length - last.Pending;
        var stood = log.Queue.Reverse().TakeWhile(q => q.Length - q.Pending >= PoolQueueRule.Few).ToList();
        if (kept < PoolQueueRule.Few || stood.Count < FewestRounds || stood[0].At - stood[^1].At < Stood
            || last.Length < 0.9 * log.Queue.Max(q => q.Length))
            return null;
        var hours = (last.At - log.Queue[0].At).TotalHours;
        var evidence =
            new List<Symptom> { new("queue", last.Length, last.Pending, last.At),
            new("queue-bytes", kept, kept * PoolQueueRule.BytesEach / ByteSize.MiB) };
        if (s.LiveRise is { } rise && rise > 0)
            evidence.Add(new Symptom("live-rise", rise / ByteSize.MiB, s.Live.Name));
        // What it holds and no longer adds to is no harm as long as the judge holds the heap.
        return new DiagnosedProblem(Problems.PoolQueue, Certainty.Shown, evidence)
        {
            Rank = s.LiveGrowth.Outcome == Outcome.Held ? ProblemRank.Explanation : ProblemRank.Harm,
            BytesPerHour = hours > 0 ? kept * PoolQueueRule.BytesEach / hours : null,
        };
    }
}
