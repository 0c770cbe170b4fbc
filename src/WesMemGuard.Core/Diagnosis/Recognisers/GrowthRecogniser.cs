using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Text;

namespace WesMemGuard.Diagnosis.Recognisers;

/// <summary>
/// The live heap grew, or lies above where it was: heap profiles say whose it is, and the function says which of the known holders. Where no
/// live heap can be read, profiles alone accuse, above their sampling error.
/// </summary>
internal static class GrowthRecogniser
{
    /// <summary>Allocations that a confirmed transaction consists of (transfers recording): together above this, and this part of all, they are the queue's.</summary>
    private const double TransactionBytes = 1.5 * ByteSize.MiB, TransactionShare = 0.3;

    private static readonly string[] TransactionMakers =
        ["buildTransferTransaction", "signTransaction", "createBlockDeepCopy", "(*Service).GetBlockByHeight", "txpool.NewTxWrapper", "(*TxPool).AddTransaction", "(*TxPool).ConfirmTransactions"];

    public static IEnumerable<DiagnosedProblem> Look(RunSymptoms s)
    {
        if (s.Case.IsLogAlone || !s.IsOneProcess)
            return [];
        var unreadable = s.LivePoints.Count == 0 && s.Live.WhyNone is not null;
        if (!s.LiveGrows && !s.LiveRose && !unreadable)
            return [];
        var suspects = s.HeapSuspects.Found.Where(x => !unreadable || x.Low > 0).ToList();
        if (suspects.Count == 0)
            return s.LiveGrows ? [Unnamed(s)] : [];
        return Named(s, suspects);
    }

    // What passes the pool stays in its queue (node.md 9.B): where the heap grows while transactions pass, and profiles are too coarse to say more,
    // that is the likely holder; without any that pass nobody is.
    private static DiagnosedProblem Unnamed(RunSymptoms s)
    {
        Symptom[] seen = [.. Growth(s), new Symptom("nobody", s.HeapSuspects.WhyNone ?? MessageReasons.ProfilesNotRead())];
        return PassedTransactions.Of(s) is { } passed && s.Log is not { Queue.Count: > 0 }
            ? new DiagnosedProblem(Problems.PoolQueue, 0.6, [passed, .. seen])
            : new DiagnosedProblem(Problems.UnexplainedGrowth, 0.5, seen);
    }

    private static IEnumerable<DiagnosedProblem> Named(RunSymptoms s, List<Suspect> suspects)
    {
        var made = suspects.Where(x => TransactionMakers.Any(m => x.Function.Contains(m, StringComparison.Ordinal))).ToList();
        var ofTransactions = made.Sum(x => x.Bytes) >= TransactionBytes && made.Sum(x => x.Share) >= TransactionShare;
        var isLogged = s.Log is { Queue.Count: > 0 };
        if (ofTransactions && !isLogged)
            yield return new DiagnosedProblem(Problems.PoolQueue, 0.8, [new Symptom("transactions-kept", made.Sum(x => x.Bytes) / ByteSize.MiB, made.Sum(x => x.Share) * 100), .. Growth(s)]);
        else if (!isLogged && s.LiveGrows && IsHashCache(suspects[0]) && PassedTransactions.Of(s) is { } passed)
            yield return new DiagnosedProblem(Problems.PoolQueue, 0.6, [passed, .. Growth(s)]);
        var caches = suspects.Where(IsHashCache).ToList();
        if (caches.Count > 0)
            yield return new DiagnosedProblem(Problems.HashCaches, caches[0].Low > 0 ? 0.85 : 0.6, [Symptom(caches[0])]) { Module = caches[0].Module, Holder = caches[0].Holder, Function = caches[0].Function };
        var top = suspects[0];
        if (IsHashCache(top) || (ofTransactions && made.Contains(top)))
            yield break;
        var problem = ProblemOf(top);
        yield return new DiagnosedProblem(problem, Confidence(s, top), [Symptom(top), .. Growth(s)]) { Module = top.Module, Holder = top.Holder, Function = top.Function };
    }

    private static Problem ProblemOf(Suspect suspect)
    {
        if (suspect.Function.Contains("(*RateLimit)", StringComparison.Ordinal))
            return Problems.RateLimiterMap;
        var isolates = suspect.Function.Contains("/ispc/", StringComparison.Ordinal) && suspect.Function.Contains("solation", StringComparison.Ordinal);
        return isolates ? Problems.IsolationMap : Problems.FunctionGrowth;
    }

    private static double Confidence(RunSymptoms s, Suspect suspect) => (suspect.Low > 0, s.LiveGrows) switch
    {
        (true, true) => 0.95,
        (true, false) => 0.9,
        (false, true) => 0.8,
        _ => 0.7,
    };

    private static bool IsHashCache(Suspect suspect) => suspect.Function.Contains("/crypto/hash.", StringComparison.Ordinal);

    private static Symptom Symptom(Suspect suspect) => new(
        "suspect", suspect.Bytes / ByteSize.MiB, suspect.Share * 100, suspect.Held, suspect.Function, suspect.Where ?? "?", suspect.Low / ByteSize.MiB, suspect.High / ByteSize.MiB);

    private static IEnumerable<Symptom> Growth(RunSymptoms s)
    {
        if (s.LiveGrows)
            yield return new Symptom("live-grows", s.LiveGrowth!.SlopePerHour / ByteSize.MiB, s.LiveGrowth.LowPerHour / ByteSize.MiB, s.LiveGrowth.HighPerHour / ByteSize.MiB, s.Live.Name, s.LivePoints.Count);
        if (s.LiveRise is { } rise)
            yield return new Symptom("live-rise", rise / ByteSize.MiB, s.Live.Name);
        if (s.Live.WhyNone is { } why)
            yield return new Symptom("live-unread", why);
    }
}
