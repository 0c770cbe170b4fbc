using WesMemGuard.Verdicts;

namespace WesMemGuard.Diagnosis.Recognisers;

/// <summary>
/// The live heap grew, or lies above where it was: heap profiles say whose it is, and the function says which of the
/// known holders. Where no live heap can be read, profiles alone accuse, above their sampling error.
/// </summary>
internal static class GrowthRecogniser
{
    /// <summary>
    /// Allocations that a confirmed transaction consists of (transfers recording): together above this, and this part
    /// of all, they are the queue's.
    /// </summary>
    private const double TransactionBytes = 1.5 * ByteSize.MiB, TransactionShare = 0.3;

    private static readonly string[] TransactionMakers =
        ["buildTransferTransaction", "signTransaction", "createBlockDeepCopy", "(*Service).GetBlockByHeight",
            "txpool.NewTxWrapper", "(*TxPool).AddTransaction", "(*TxPool).ConfirmTransactions"];

    public static IEnumerable<DiagnosedProblem> Look(RunSymptoms s)
    {
        if (!s.IsOneProcess)
            return [];
        if (s.Case.IsLogAlone)
            return s.LiveGrows
                ? [new DiagnosedProblem(Problems.UnexplainedGrowth, Certainty.Shown,
                [.. Growth(s)]) { BytesPerHour = s.LiveGrowth.LowPerHour }] : [];
        var stopped = s.LiveGrowth.Outcome == Outcome.Held && s.LiveRose;
        var unreadable = s.LivePoints.Count == 0 && s.Live.WhyNone is not null;
        if (!s.LiveGrows && !stopped && !unreadable)
            return s.LiveRose && ByLoad(s) is { } risen ? [risen with { Rank = ProblemRank.Explanation }] : [];
        var suspects = s.HeapSuspects.Found.Where(x => !unreadable || x.Low > 0).ToList();
        if (suspects.Count == 0)
            return s.LiveGrows
                ? [Unnamed(s)] : ByLoad(s) is { } kept ? [kept with { Rank = ProblemRank.Explanation }] : [];
        // What the judge holds is no harm: a cache that filled holds its bytes, and is told as that.
        return Named(s, suspects).Select(found => stopped ? found with { Rank = ProblemRank.Explanation } : found);
    }

    // What passes the pool stays in its queue (node.md 9.B): where the heap grows while transactions pass, and
    // profiles are too coarse to say more,
    // that is the likely holder; without any that pass nobody is.
    private static DiagnosedProblem Unnamed(RunSymptoms s)
    {
        Symptom[] seen = [.. Growth(s), new Symptom("nobody", s.HeapSuspects.WhyNone ?? MessageReasons.ProfilesNotRead())];
        if (ByLoad(s) is { } kept)
            return kept with { Evidence = [.. kept.Evidence, seen[^1]], BytesPerHour = s.LiveGrowth.LowPerHour };
        var found = PassedTransactions.Of(s) is { } passed && s.Log is not { Queue.Count: > 0 }
            ? new DiagnosedProblem(Problems.PoolQueue, Certainty.Possible, [passed, .. seen])
            : new DiagnosedProblem(Problems.UnexplainedGrowth, Certainty.Shown, seen);
        return found with { BytesPerHour = s.LiveGrowth.LowPerHour };
    }

    /// <summary>
    /// The limiter's map by the addresses that were sent, without any profile; it stands where it stood when no more
    /// come.
    /// </summary>
    private static DiagnosedProblem? ByLoad(RunSymptoms s) =>
        KeptByLoad.Of(s.Run, s.WarmFrom, s.End, s.LiveRise).FirstOrDefault(kept => kept.Problem == Problems.RateLimiterMap) is { } map
            ? new DiagnosedProblem(Problems.RateLimiterMap, Certainty.Likely,
                [new Symptom("kept-by-load", map.Holder.Seen), .. Growth(s)])
            : null;

    private static IEnumerable<DiagnosedProblem> Named(RunSymptoms s, List<Suspect> suspects)
    {
        var made =
            suspects.Where(x => TransactionMakers.Any(m => x.Function.Contains(m, StringComparison.Ordinal))).ToList();
        var ofTransactions = made.Sum(x => x.Bytes) >= TransactionBytes && made.Sum(x => x.Share) >= TransactionShare;
        if (ByTransactions(s, suspects, made, ofTransactions) is { } queue)
            yield return queue;
        var caches = suspects.Where(IsHashCache).ToList();
        if (caches.Count > 0)
        {
            var certainty = caches[0].Low > 0 ? Certainty.Likely : Certainty.Possible;
            yield return new DiagnosedProblem(Problems.HashCaches, certainty, [Symptom(caches[0])])
            {
                Module = caches[0].Module,
                Holder = caches[0].Holder,
                Function = caches[0].Function
            };
        }

        foreach (var suspect in suspects.Where((x, i) => (i == 0 || x.Low > 0) && !IsHashCache(x)
            && !(ofTransactions && made.Contains(x))))
        {
            yield return new DiagnosedProblem(ProblemOf(suspect), CertaintyOf(s, suspect),
                [Symptom(suspect), .. Growth(s)])
            {
                Module = suspect.Module,
                Holder = suspect.Holder,
                Function = suspect.Function,
                BytesPerHour = suspect.PerHourLow,
            };
        }
    }

    /// <summary>The pool's queue by what transactions are made of, where no log tells its length.</summary>
    private static DiagnosedProblem? ByTransactions(RunSymptoms s, List<Suspect> suspects, List<Suspect> made,
        bool ofTransactions)
    {
        if (s.Log is { Queue.Count: > 0 })
            return null;
        if (ofTransactions)
        {
            var kept =
                new Symptom("transactions-kept", made.Sum(x => x.Bytes) / ByteSize.MiB, made.Sum(x => x.Share) * 100);
            return new DiagnosedProblem(Problems.PoolQueue, Certainty.Likely,
                [kept, .. Growth(s)])
            { BytesPerHour = made.Sum(x => x.Share) * Math.Max(0, s.LiveGrowth.LowPerHour) };
        }

        return s.LiveGrows && IsHashCache(suspects[0]) && PassedTransactions.Of(s) is { } passed
            ? new DiagnosedProblem(Problems.PoolQueue, Certainty.Possible,
                [passed, .. Growth(s)])
            { BytesPerHour = s.LiveGrowth.LowPerHour }
            : null;
    }

    private static Problem ProblemOf(Suspect suspect)
    {
        if (suspect.Function.Contains("(*RateLimit)", StringComparison.Ordinal))
            return Problems.RateLimiterMap;
        var isolates = suspect.Function.Contains("/ispc/", StringComparison.Ordinal)
            && suspect.Function.Contains("solation", StringComparison.Ordinal);
        return isolates ? Problems.IsolationMap : Problems.FunctionGrowth;
    }

    private static Certainty CertaintyOf(RunSymptoms s, Suspect suspect) => (suspect.Low > 0, s.LiveGrows) switch
    {
        (true, true) => Certainty.Shown,
        (false, false) => Certainty.Possible,
        _ => Certainty.Likely,
    };

    private static bool IsHashCache(Suspect suspect) =>
        suspect.Function.Contains("/crypto/hash.", StringComparison.Ordinal);

    private static Symptom Symptom(Suspect suspect) => new(
        "suspect", suspect.Bytes / ByteSize.MiB, suspect.Share * 100, suspect.Held, suspect.Function, suspect.Where
            ?? "?", suspect.Low / ByteSize.MiB, suspect.High / ByteSize.MiB);

    private static IEnumerable<Symptom> Growth(RunSymptoms s)
    {
        var growth = s.LiveGrowth;
        if (growth.Grows)
            yield return new Symptom("live-grows", growth.SlopePerHour / ByteSize.MiB, growth.LowPerHour / ByteSize.MiB,
                growth.HighPerHour / ByteSize.MiB, growth.Evidence, growth.Samples);
        else if (growth.Outcome == Outcome.Held)
            yield return new Symptom("live-stopped", growth.SlopePerHour / ByteSize.MiB,
                growth.LowPerHour / ByteSize.MiB,
                growth.HighPerHour / ByteSize.MiB, growth.Evidence);
        if (s.LiveRise is { } rise)
            yield return new Symptom("live-rise", rise / ByteSize.MiB, s.Live.Name);
        if (s.Live.WhyNone is { } why)
            yield return new Symptom("live-unread", why);
    }
}
