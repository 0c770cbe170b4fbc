using WesMemGuard.Diagnosis;
using WesMemGuard.Reports;
using WesMemGuard.Texts;

namespace WesMemGuard.Cli.Output;

/// <summary>A diagnosis as a report shows it, in both languages.</summary>
internal static class ReportedFindings
{
    /// <summary>Its findings, worst first.</summary>
    public static IReadOnlyList<ReportedFinding> Of(NodeDiagnosis diagnosis)
    {
        var (english, chinese) = (new DiagnosisText(Language.English), new DiagnosisText(Language.Chinese));
        return [.. diagnosis.Found.Select(f => new ReportedFinding(Text(f, english), Text(f, chinese), f.Confidence))];
    }

    private static FindingText Text(DiagnosedProblem found, DiagnosisText words) => new(
        words.TitleOf(found), [.. found.Evidence.Select(words.Of), words.MeaningOf(found.Problem)], words.StepsOf(found.Problem));
}
