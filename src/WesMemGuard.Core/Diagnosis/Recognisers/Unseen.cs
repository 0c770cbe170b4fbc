using WesMemGuard.Growth;

namespace WesMemGuard.Diagnosis.Recognisers;

/// <summary>What the material at hand can't show, with what it shows of it: a log has no profiles, an answer no log.</summary>
internal static class Unseen
{
    public static IEnumerable<UnseenProblem> Of(RunSymptoms s)
    {
        if (!s.Case.IsLogAlone)
        {
            if (s.Log is null && s.Case.LogLevel is null)
                yield return new UnseenProblem(Problems.LogLevel, null);
            yield break;
        }

        foreach (var problem in Problems.All.Where(p => !p.InLog))
            yield return new UnseenProblem(problem, HintOf(problem, s));
    }

    private static Symptom? HintOf(Problem problem, RunSymptoms s)
    {
        if (problem == Problems.GoroutineGrowth && s.GoroutineGrowth is { Outcome: GrowthOutcome.Broken } goroutines)
            return new Symptom("goroutines-unnamed", goroutines.SlopePerHour);
        if (problem == Problems.FunctionGrowth && Floors(s) is { Outcome: GrowthOutcome.Broken } floors)
            return new Symptom("floors-unnamed", floors.SlopePerHour / ByteSize.MiB);
        return problem == Problems.Garbage && s.Log is { Releases.Count: > 1 } log
            ? new Symptom("releases", log.Releases.Count, log.Releases[0].HeapMiB, log.Releases[^1].HeapMiB, log.Releases.Max(r => r.FreedRssMiB))
            : null;
    }

    private static GrowthFinding? Floors(RunSymptoms s)
    {
        var counts = s.WarmSamples.Select(x => x.Sample.NumGc).ToArray();
        return s.Judge(s.WarmSamples.Select(x => (x.At, x.Sample.HeapAlloc)), v => GrowthJudge.OfFloors(v, counts, RunSymptoms.HarmlessPerHour, 0.01));
    }
}
