using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Diagnosis;

/// <summary>What was recognised, worst first, and what this material can't show.</summary>
/// <param name="Found">Recognised problems; empty when there are none.</param>
/// <param name="NotVisible">Problems that this material can't show, with what it does show of them; empty when
/// everything can be seen.</param>
internal sealed record NodeDiagnosis(IReadOnlyList<DiagnosedProblem> Found, IReadOnlyList<UnseenProblem> NotVisible)
{
    /// <summary>
    /// Growth that can't be told yet, with what would tell it; empty when every growth that is looked for could be judged.
    /// </summary>
    public IReadOnlyList<UndecidedGrowth> Undecided { get; init; } = [];

    /// <summary>The growths that were judged, each against what is harmless; without those that were never measured.</summary>
    public IReadOnlyList<HarmlessGrowth> Growths { get; init; } = [];

    /// <summary>Whether anything was measured at all: a sample or a page that growth can be told from.</summary>
    public bool IsMeasured { get; init; } = true;

    /// <summary>
    /// The outcome in the judge's four words: harm is broken, what hinders measuring not measured, growth that can't be told inconclusive.
    /// </summary>
    public Outcome Outcome =>
        Found.Any(f => f.Rank == ProblemRank.Harm) ? Outcome.Broken
        : !IsMeasured || Found.Any(f => f.Rank == ProblemRank.Measuring) ? Outcome.NotMeasured
        : Undecided.Count > 0 ? Outcome.Inconclusive : Outcome.Held;
}

/// <summary>A growth as the judge sees it against what is harmless, where nobody gave a budget.</summary>
/// <param name="Limit">What is harmless, as a limit.</param>
/// <param name="Verdict">What the judge says of it.</param>
internal sealed record HarmlessGrowth(Limit Limit, Verdict Verdict);

/// <summary>A growth that the judge can't tell yet.</summary>
/// <param name="Metric">Of which metric.</param>
/// <param name="Hours">About how many hours more would tell; null when that isn't known.</param>
/// <param name="Collects">Whether collections that are asked for (<c>gc=1</c>) would tell sooner.</param>
/// <param name="Low">Lower end of what is known of it, bytes or a count an hour; null when nothing is.</param>
/// <param name="High">Upper end.</param>
internal sealed record UndecidedGrowth(Metric Metric, double? Hours, bool Collects, double? Low, double? High)
{
    /// <summary>The judge's own reason, where no length of time is known.</summary>
    public Reason? Reason { get; init; }
}

/// <summary>A problem that was recognised.</summary>
/// <param name="Problem">Which.</param>
/// <param name="Certainty">How sure.</param>
/// <param name="Evidence">The figures it rests on.</param>
internal sealed record DiagnosedProblem(Problem Problem, Certainty Certainty, IReadOnlyList<Symptom> Evidence)
{
    /// <summary>What it is here: a growth that has stopped is no harm, whatever it was.</summary>
    public ProblemRank Rank { get; init; } = Problem.Rank;

    /// <summary>The least it is known to grow by, bytes an hour: what findings are ranked by; null when it isn't known.</summary>
    public double? BytesPerHour { get; init; }

    /// <summary>Whether it was found in a WES node: what to do about it is then said in the node's own terms.</summary>
    public bool IsOfNode { get; init; } = true;

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
internal sealed record UnseenProblem(Problem Problem, Symptom? Hint);

/// <summary>One piece of evidence: a sentence of <c>DiagnosisText.resx</c> and its figures.</summary>
/// <param name="Key">The sentence's key, without its prefix <c>symptom.</c>.</param>
/// <param name="Figures">What fills its places: numbers, times, names, reasons.</param>
internal sealed record Symptom(string Key, params IReadOnlyList<object> Figures);
