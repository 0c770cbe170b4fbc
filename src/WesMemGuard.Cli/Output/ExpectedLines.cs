using WesMemGuard.Cli.Options;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Output;

/// <summary>
/// Scenarios that came out as expected, a line each: name, worst outcome, and how many limits came out how.
/// </summary>
internal static class ExpectedLines
{
    public static void Write(IReadOnlyList<ScenarioResult> results, Surroundings to)
    {
        var title = CommandReasons.AsExpected().In(to.Language);
        var words = results.Select(r => OutcomeReasons.Of(r.Verdict!.Worst).In(to.Language)).ToList();
        var outcomes = words.Max(Paragraph.Columns);
        var names = Math.Min(results.Max(r => Paragraph.Columns(r.Scenario.FolderName)),
            Math.Max(12, to.Width - outcomes - 34));
        to.Out.WriteLine();
        foreach (var (result, word) in results.Zip(words))
        {
            Terminal.WriteLine(to, $"{title}  {Paragraph.Padded(SafeText.Of(result.Scenario.FolderName), names)}  ", word,
                OutcomeStyle.Of(result.Verdict!.Worst), $"{new string(' ', outcomes - Paragraph.Columns(word))}  {Counts(result, to)}");
        }
    }

    // One outcome is said already.
    private static string Counts(ScenarioResult result, Surroundings to)
    {
        var verdicts = result.Verdict!.Verdicts;
        var counts = verdicts.GroupBy(v => v.Outcome).OrderByDescending(g => g.Key)
            .Select(g => CommandReasons.Counted(g.Count(), OutcomeReasons.Of(g.Key))).ToList();
        return CommandReasons.Limits(verdicts.Count, counts.Count > 1 ? counts : []).In(to.Language);
    }
}
