using WesMemGuard.Verdicts;

namespace WesMemGuard.Diagnosis;

/// <summary>What was recognised, worst first, and what this material can't show.</summary>
/// <param name="Found">Recognised problems; empty when there are none.</param>
/// <param name="NotVisible">Problems that this material can't show, with what it does show of them; empty when everything can be seen.</param>
public sealed record NodeDiagnosis(IReadOnlyList<DiagnosedProblem> Found, IReadOnlyList<UnseenProblem> NotVisible);

/// <summary>A problem that was recognised.</summary>
/// <param name="Problem">Which.</param>
/// <param name="Confidence">How sure, 0..1.</param>
/// <param name="Evidence">The figures it rests on.</param>
public sealed record DiagnosedProblem(Problem Problem, double Confidence, IReadOnlyList<Symptom> Evidence)
{
    /// <summary>The module that it was found in, by its name; null when nobody is named.</summary>
    public string? Module { get; init; }

    /// <summary>What kind of holder the module is.</summary>
    public SuspectHolder Holder { get; init; }

    /// <summary>The function that it was found in; null when nobody is named.</summary>
    public string? Function { get; init; }
}

/// <summary>A problem that the material can't show.</summary>
/// <param name="Problem">Which.</param>
/// <param name="Hint">What is seen of it, without a name or a proof; null when nothing is.</param>
public sealed record UnseenProblem(Problem Problem, Symptom? Hint);

/// <summary>One piece of evidence: a sentence of <c>DiagnosisText.resx</c> and its figures.</summary>
/// <param name="Key">The sentence's key, without its prefix <c>symptom.</c>.</param>
/// <param name="Figures">What fills its places: numbers, times, names, reasons.</param>
public sealed record Symptom(string Key, params IReadOnlyList<object> Figures);
