namespace WesMemGuard.Diagnosis.Recognisers;

/// <summary>Another process, or a node whose sampler stands still.</summary>
internal static class ProcessRecogniser
{
    private static readonly TimeSpan OneMoment = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Still = TimeSpan.FromSeconds(60);

    public static IEnumerable<DiagnosedProblem> Look(RunSymptoms s)
    {
        if (s.Replacements.Count > 0)
            yield return Replaced(s);
        if (Frozen(s) is { } frozen)
            yield return frozen;
    }

    private static DiagnosedProblem Replaced(RunSymptoms s)
    {
        var moments = new List<DateTimeOffset>();
        foreach (var change in s.Replacements)
        {
            if (moments.Count == 0 || change.At - moments[^1] > OneMoment)
                moments.Add(change.At);
        }

        return new DiagnosedProblem(Problems.ProcessReplaced, Certainty.Shown, [
            new Symptom("replaced", moments.Count, moments[0], moments[^1]),
            new Symptom("replaced-by", s.Replacements[0].What),
        ]);
    }

    /// <summary>
    /// Polls that repeat one sample for more than a minute, the last ones: the node's sampler runs each 10 s.
    /// </summary>
    private static DiagnosedProblem? Frozen(RunSymptoms s)
    {
        var answered = s.Run.Memory.Where(r => r.Sample is not null).ToList();
        var same = answered.Count - 1;
        while (same > 0 && answered[same - 1].Sample!.Equals(answered[^1].Sample))
            same--;
        return answered.Count - same >= 5 && answered[^1].At - answered[same].At >= Still
            ? new DiagnosedProblem(Problems.SamplerFrozen, Certainty.Shown,
                [new Symptom("frozen", answered.Count - same, answered[same].At, (answered[^1].At - answered[same].At).TotalSeconds)])
            : null;
    }
}
