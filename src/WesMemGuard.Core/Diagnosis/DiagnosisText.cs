using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Diagnosis;

/// <summary>The words of diagnoses, in one language.</summary>
internal sealed class DiagnosisText
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(DiagnosisText));

    /// <summary>More than a day is no time that anybody waits.</summary>
    private const double MostHours = 24;

    private readonly Language _language;
    private readonly LocalTexts _texts;

    /// <summary>The words in a language.</summary>
    public DiagnosisText(Language language) => (_language, _texts) = (language, Texts.In(language));

    /// <summary>What a problem is called: <c>the pool is not drained</c>.</summary>
    public string TitleOf(Problem problem) => _texts[$"problem.{problem.Id}.title"];

    /// <summary>What a recognised problem is called, with who was found: <c>growth in ispc, by context.recordExecutionTrace</c>.</summary>
    public string TitleOf(DiagnosedProblem found) =>
        found.Function is { } function
            ? $"{TitleOf(found.Problem)}: {MessageReasons.Holder(found.Module ?? "", found.Holder).In(_language)}, {ShortName(function)}"
            : TitleOf(found.Problem);

    /// <summary>What a problem means.</summary>
    public string MeaningOf(Problem problem) => _texts[$"problem.{problem.Id}.means"];

    /// <summary>What to do about a problem that was found, in order: in the terms of a WES node, or of any Go service.</summary>
    public IReadOnlyList<string> StepsOf(DiagnosedProblem found)
    {
        ArgumentNullException.ThrowIfNull(found);
        var steps = StepsOf(found.Problem);
        return found.IsOfNode ? steps
            : [.. steps.Select((step, i) => _texts.All.GetValueOrDefault($"problem.{found.Problem.Id}.step{i + 1}.go") ?? step)];
    }

    /// <summary>What to do of a WES node, in order.</summary>
    public IReadOnlyList<string> StepsOf(Problem problem)
    {
        var steps = new List<string>();
        while (_texts.All.TryGetValue($"problem.{problem.Id}.step{steps.Count + 1}", out var step))
            steps.Add(step);
        return steps;
    }

    /// <summary>Why a log alone can't show a problem; null when it can.</summary>
    public string? WhyUnseen(Problem problem) => _texts.All.GetValueOrDefault($"problem.{problem.Id}.unseen");

    /// <summary>A piece of evidence, its figures filled in.</summary>
    public string Of(Symptom symptom) => _texts.Format("symptom." + symptom.Key, [.. symptom.Figures.Select(Said)]);

    /// <summary>How sure a problem is.</summary>
    public string Of(Certainty certainty) => _texts[certainty switch
    {
        Certainty.Shown => "certainty.shown",
        Certainty.Likely => "certainty.likely",
        _ => "certainty.possible",
    }];

    /// <summary>A growth that can't be told yet, and what would tell it.</summary>
    public string Of(UndecidedGrowth growth)
    {
        var unit = growth.Metric.IsSize() ? ByteSize.MiB : 1;
        var known = growth is { Low: { } low, High: { } high }
            ? _texts.Format("undecided.known", low / unit, high / unit, growth.Metric.IsSize() ? "MiB/h" : "/h") : "";
        return growth.Hours is { } hours && hours <= MostHours
            ? _texts.Format("undecided.more", growth.Metric.Name(), Math.Ceiling(hours * 60))
                + (growth.Collects ? _texts["undecided.gc"] : "") + known
            : _texts.Format("undecided.why", growth.Metric.Name(), growth.Reason?.In(_language) ?? "") + known;
    }

    /// <summary>What a holder holds.</summary>
    public string HoldsOf(KnownHolder holder) => _texts[$"holder.{holder.Name}.holds"];

    /// <summary>Its bound, or that it has none.</summary>
    public string BoundOf(KnownHolder holder) => _texts[$"holder.{holder.Name}.bound"];

    /// <summary>Its known leaks.</summary>
    public string LeaksOf(KnownHolder holder) => _texts[$"holder.{holder.Name}.leaks"];

    // A reason that is quoted, as why a log holds no samples, is said in the language too.
    private object Said(object figure) => figure is Reason reason ? reason.In(_language) : figure;

    private static string ShortName(string function) => function[(function.LastIndexOf('/') + 1)..];
}
