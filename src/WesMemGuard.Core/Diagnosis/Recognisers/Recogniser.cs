using WesMemGuard.Verdicts;

namespace WesMemGuard.Diagnosis.Recognisers;

/// <summary>Recognises problems by their symptoms. Pure: the same case gives the same diagnosis.</summary>
internal static class Recogniser
{
    private static readonly Func<RunSymptoms, IEnumerable<DiagnosedProblem>>[] All =
        [ProcessRecogniser.Look, ChainRecogniser.Look, PoolRecogniser.Look, GrowthRecogniser.Look, CrowdRecogniser.Look,
         MemoryClassRecogniser.Look, ClientRecogniser.Look, AlarmRecogniser.Look, MeasuringRecogniser.Look, HarmlessRecogniser.Look];

    /// <summary>
    /// Every problem that the case shows: harm first, then what hinders measuring, then explanations. Of harm what is no growth
    /// comes first, then the growths by the least that they are known to be.
    /// </summary>
    public static NodeDiagnosis Diagnose(DiagnosisCase @case)
    {
        var symptoms = new RunSymptoms(@case);
        var found = All.SelectMany(look => look(symptoms)).ToList();
        // A growth without a name is told only where nothing else explains it.
        if (found.Exists(f => f.Rank == ProblemRank.Harm && Explains(f.Problem)))
            found.RemoveAll(f => f.Problem == Problems.UnexplainedGrowth);
        // What a function of a module keeps is evidence of that module's own problem.
        var holders = found.Where(f => f.Rank == ProblemRank.Harm && f.Function is null && f.Problem.Holder is not null)
            .Select(f => f.Problem.Holder).ToList();
        found.RemoveAll(f => f.Problem == Problems.FunctionGrowth && holders.Contains(f.Module));
        var order = Problems.All.ToList();
        // Only of a node its own endpoint is asked, and only a node writes such a log.
        var isNode = @case.Run.Memory.Count > 0 || @case.Log is not null;
        var ordered = found.Select(f => f with { IsOfNode = isNode }).OrderBy(f => f.Rank)
            .ThenByDescending(f => f.BytesPerHour ?? double.PositiveInfinity)
            .ThenBy(f => f.Certainty).ThenBy(f => order.IndexOf(f.Problem)).ToList();
        var isMeasured = @case.Run.Memory.Exists(r => r.Sample is not null) || @case.Run.Metrics.Exists(r => r.Sample is not null)
            || @case.Run.LiveHeap.Exists(r => r.Sample is not null) || @case.Run.Client.Exists(r => r.Sample is not null);
        return new NodeDiagnosis(ordered, Unseen.Of(symptoms).Where(u => !found.Exists(f => f.Problem == u.Problem)).ToList())
        {
            // More time tells nothing of what isn't measured.
            Undecided = isMeasured ? [.. UndecidedGrowths.Of(symptoms, ordered)] : [],
            Growths = [.. symptoms.Growths.Select(g => g.Judged).Where(g => g.Verdict.Outcome != Outcome.NotMeasured)],
            IsMeasured = isMeasured,
        };
    }

    /// <summary>Whether a problem accounts for a growth of the heap.</summary>
    private static bool Explains(Problem problem) =>
        problem != Problems.UnexplainedGrowth && problem != Problems.NodeAlarms && problem != Problems.MappedGrowth
            && problem != Problems.NativeGrowth
        && problem != Problems.ThreadGrowth && problem != Problems.RuntimeGrowth && problem != Problems.ClientGrowth;
}
