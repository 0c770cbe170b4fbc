using WesMemGuard.Diagnosis;
using WesMemGuard.Reports;

namespace WesMemGuard.Cli.Output;

/// <summary>A diagnosis as reports tell it, in both languages.</summary>
internal static class ReportedFindings
{
    /// <summary>What was recognised, then what this material hints at and can't show.</summary>
    public static IReadOnlyList<ReportedFinding> Of(NodeDiagnosis diagnosis)
    {
        var (english, chinese) = (new DiagnosisText(Language.English), new DiagnosisText(Language.Chinese));
        var found = diagnosis.Found.Select(f => new ReportedFinding(Told(f, english), Told(f, chinese)) { Rank = f.Rank });
        var hinted = diagnosis.NotVisible.Where(u => u.Hint is not null)
            .Select(u => new ReportedFinding(Told(u, english), Told(u, chinese)));
        var undecided =
            diagnosis.Undecided.Select(u =>
            new ReportedFinding(new FindingText(english.Of(u), [], []), new FindingText(chinese.Of(u), [], [])) { IsUndecided = true });
        return [.. found, .. undecided, .. hinted];
    }

    private static FindingText Told(DiagnosedProblem found, DiagnosisText words) =>
        new(words.TitleOf(found), [words.MeaningOf(found.Problem), .. found.Evidence.Select(words.Of)],
            words.StepsOf(found))
        { Certainty = words.Of(found.Certainty) };

    private static FindingText Told(UnseenProblem unseen, DiagnosisText words) =>
        new(words.TitleOf(unseen.Problem),
            [words.Of(unseen.Hint!), .. words.WhyUnseen(unseen.Problem) is { } why ? [why] : Array.Empty<string>()],
            words.StepsOf(unseen.Problem));
}
