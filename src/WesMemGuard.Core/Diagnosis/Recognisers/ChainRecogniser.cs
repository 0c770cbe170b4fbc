using WesMemGuard.Runs;

namespace WesMemGuard.Diagnosis.Recognisers;

/// <summary>
/// Mining goes on and the height stands still: the log says so itself; over HTTP the page counts rounds on a tip that
/// grows old, or candidate blocks come and go beside an unchanged height; and a run knows that it told the node to
/// mine.
/// </summary>
internal static class ChainRecogniser
{
    private const int FewRounds = 10;
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    public static IEnumerable<DiagnosedProblem> Look(RunSymptoms s)
    {
        var evidence = new List<Symptom>();
        var byLog = ByLog(s, evidence);
        var stands = StandingChain.Of(s.Run);
        if (stands is not null)
            evidence.Add(Stands(stands));
        if (!ByHeight(s, evidence) && !byLog && stands is null)
            return [];
        var pool = s.Module("mempool.txpool", m => m.Objects);
        if (pool.Count > 0 && pool[^1].Value > 0)
            evidence.Add(new Symptom("pool-holds", pool[^1].Value));
        return [new DiagnosedProblem(Problems.ChainStuck, Certainty.Shown, evidence)];
    }

    /// <summary>Phases tell of heights alone, so that without a height there are rounds.</summary>
    private static Symptom Stands(StandingChain stands) => stands switch
    {
        { Height: { } height, Rounds: { } rounds } => new("chain-rounds", height, stands.From, stands.To, rounds),
        { Height: { } height } => new("chain-told", height, stands.From, stands.To),
        _ => new("tip-rounds", stands.From, stands.To, stands.Rounds ?? 0),
    };

    private static bool ByLog(RunSymptoms s, List<Symptom> evidence)
    {
        if (s.Log is not { } log || log.Stuck.Count < FewRounds)
            return false;
        var height = log.Stuck[^1].Height;
        var rounds = log.Stuck.Count(r => r.Height == height);
        if (rounds < FewRounds)
            return false;
        evidence.Add(new Symptom("stuck", height, rounds, log.Stuck.First(r => r.Height == height).At,
            log.Stuck[^1].At));
        if (log.Errors.Count > 0)
            evidence.Add(new Symptom("error", log.Errors[0].Count, log.Errors[0].Message, log.Errors[0].Caller));
        return true;
    }

    private static bool ByHeight(RunSymptoms s, List<Symptom> evidence)
    {
        var heights = s.Run.Blocks.Where(r => r.Sample is not null).ToList();
        var candidates = s.Module("block", m => m.Objects);
        var (best, from, to) = (0.0, default(DateTimeOffset), default(DateTimeOffset));
        for (int first = 0, i = 1; i <= heights.Count; i++)
        {
            if (i < heights.Count && heights[i].Sample!.Height == heights[first].Sample!.Height)
                continue;
            var (since, until) = (heights[first].At, heights[i - 1].At);
            if (until - since >= Long && Added(candidates, since, until) is var added && added > best)
                (best, from, to) = (added, since, until);
            first = i;
        }

        if (best < FewRounds)
            return false;
        evidence.Add(new Symptom("height", heights.First(h => h.At == from).Sample!.Height, from, to, best));
        return true;
    }

    /// <summary>
    /// Candidate blocks that were made between two moments: every rise counts, the cache is emptied in between.
    /// </summary>
    private static double Added(List<(DateTimeOffset At, double Value)> series, DateTimeOffset from, DateTimeOffset to)
    {
        var inside = series.Where(p => p.At >= from + TimeSpan.FromSeconds(30) && p.At <= to).ToList();
        return inside.Zip(inside.Skip(1), (a, b) => Math.Max(0, b.Value - a.Value)).Sum();
    }
}
