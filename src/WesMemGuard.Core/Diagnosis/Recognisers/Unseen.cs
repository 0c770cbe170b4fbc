namespace WesMemGuard.Diagnosis.Recognisers;

/// <summary>
/// What the material at hand can't show, with what it shows of it: a log has no profiles, an answer no log.
/// </summary>
internal static class Unseen
{
    public static IEnumerable<UnseenProblem> Of(RunSymptoms s)
    {
        if (!s.Case.IsLogAlone)
        {
            // A service that has no memory endpoint is no WES node, and its log is not read.
            if (s.Log is null && s.Case.LogLevel is null
                && (s.Case.Run.Memory.Count > 0 || s.Case.Run.Metrics.Count == 0))
                yield return new UnseenProblem(Problems.LogLevel, null);
            yield break;
        }

        foreach (var problem in Problems.All.Where(p => !p.InLog))
            yield return new UnseenProblem(problem, HintOf(problem, s));
    }

    private static Symptom? HintOf(Problem problem, RunSymptoms s)
    {
        return problem == Problems.Garbage && s.Log is { Releases.Count: > 1 } log
            ? new Symptom("releases", log.Releases.Count, log.Releases[0].HeapMiB, log.Releases[^1].HeapMiB,
                log.Releases.Max(r => r.FreedRssMiB))
            : null;
    }
}
