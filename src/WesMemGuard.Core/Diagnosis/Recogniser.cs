using WesMemGuard.Diagnosis.Recognisers;

namespace WesMemGuard.Diagnosis;

/// <summary>Recognises problems by their symptoms. Pure: the same case gives the same diagnosis.</summary>
public static class Recogniser
{
    private static readonly Func<RunSymptoms, IEnumerable<DiagnosedProblem>>[] All =
        [ProcessRecogniser.Look, ChainRecogniser.Look, PoolRecogniser.Look, GrowthRecogniser.Look, CrowdRecogniser.Look, MeasuringRecogniser.Look, HarmlessRecogniser.Look];

    /// <summary>Every problem that the case shows: harm first, then what hinders measuring, then explanations; of a rank the surest first.</summary>
    public static NodeDiagnosis Diagnose(DiagnosisCase @case)
    {
        var symptoms = new RunSymptoms(@case);
        var found = All.SelectMany(look => look(symptoms)).ToList();
        // A growth without a name is told only where nothing else explains it.
        if (found.Exists(f => f.Problem.Rank == ProblemRank.Harm && f.Problem != Problems.UnexplainedGrowth))
            found.RemoveAll(f => f.Problem == Problems.UnexplainedGrowth);
        var order = Problems.All.ToList();
        var ordered = found.OrderBy(f => f.Problem.Rank).ThenByDescending(f => f.Confidence).ThenBy(f => order.IndexOf(f.Problem)).ToList();
        return new NodeDiagnosis(ordered, Unseen.Of(symptoms).Where(u => !found.Exists(f => f.Problem == u.Problem)).ToList());
    }
}
