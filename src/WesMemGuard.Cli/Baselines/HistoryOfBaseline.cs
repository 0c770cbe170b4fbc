using System.CommandLine;
using WesMemGuard.Baselines;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Reports.Histories;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Baselines;

/// <summary><c>wesmemguard baseline history NAME</c>: between which commits a level changed.</summary>
internal static class HistoryOfBaseline
{
    public static Command Create(Surroundings surroundings, LocalTexts texts)
    {
        var name = BaselineArguments.Name(texts);
        var metric = CompareBaseline.MetricOption(texts);
        var within = CompareBaseline.WithinOption(texts);
        var command = new Command("history", texts["History"]) { name, metric, within };
        command.SetAction(parsed =>
        {
            var baseline = new BaselineFolder(surroundings.WorkingFolder).Read(parsed.GetRequiredValue(name));
            var worst = ExitCodes.Held;
            foreach (var one in CompareBaseline.Metrics(parsed.GetValue(metric), baseline))
            {
                var history = BaselineHistory.Of(baseline, one, CompareBaseline.AllowanceOf(parsed.GetValue(within)));
                Write(history, BaselineFolder.Shown(parsed.GetRequiredValue(name)), surroundings, texts);
                worst = ExitCodes.Worse(worst, ExitCodes.Of(history.Outcome));
            }

            return worst;
        });
        return command;
    }

    /// <summary>The changes of a level; the commits before and after each.</summary>
    internal static void Write(LevelHistory history, string file, Surroundings to, LocalTexts texts)
    {
        if (history.Commits.Count == 0)
        {
            Paragraph.Write(to, "", texts.Format("HistoryNone", history.Metric, file));
            return;
        }

        Paragraph.Write(to, "",
            texts.Format("HistoryHead", history.Metric, history.Commits.Count, file, history.Commits[0].At, history.Commits[^1].At));
        foreach (var change in history.Changes)
        {
            string Amount(double value) => HistoryWords.Amount(history.Metric, value);
            string Signed(double value) => HistoryWords.WithSign(history.Metric, value);
            var key = change.IsBreach ? "HistoryBreach" : change.Shift.Shift > 0 ? "HistoryRise" : "HistoryFall";
            Paragraph.Write(to, "  ", texts.Format(
                key, change.FirstAfter.Commit, change.FirstAfter.At, change.LastBefore.Commit, Signed(change.Shift.Shift),
                Signed(change.Shift.Low), Signed(change.Shift.High), Amount(change.Before), Amount(change.After),
                    change.CommitsBefore, change.CommitsAfter));
        }

        if (history.Outcome == Outcome.Inconclusive)
            Paragraph.Write(to, "  ", texts.Format("HistoryFew", history.Commits.Count, 2 * BaselineHistory.FewestCommits));
        else if (history.Changes.Count == 0)
            Paragraph.Write(to, "  ", texts["HistorySteady"]);
    }
}
