namespace WesMemGuard.Diagnosis.Recognisers;

/// <summary>
/// What the node itself raised an alarm about: its guard's limits, heap dumps, memory given back under pressure, too
/// many goroutines.
/// </summary>
internal static class AlarmRecogniser
{
    public static IEnumerable<DiagnosedProblem> Look(RunSymptoms s)
    {
        if (s.Log is not { Alarms.Count: > 0 } log)
            return [];
        var kinds = log.Alarms.GroupBy(a => a.Kind).OrderBy(g => g.Key)
            .Select(g => new Symptom(KeyOf(g.Key), g.Count(), g.Min(a => a.At), g.Max(a => a.At)));
        return [new DiagnosedProblem(Problems.NodeAlarms, Certainty.Shown, [.. kinds])];
    }

    private static string KeyOf(AlarmKind kind) => kind switch
    {
        AlarmKind.Guard => "alarm-guard",
        AlarmKind.HeapDump => "alarm-dump",
        AlarmKind.Release => "alarm-release",
        _ => "alarm-goroutines",
    };
}
