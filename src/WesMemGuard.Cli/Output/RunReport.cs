using WesMemGuard.Cli.Options;
using WesMemGuard.Harness;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Output;

/// <summary>
/// What <c>run</c> says at the end. Of a suite what is not as expected comes first and whole, what is as expected is one line a scenario;
/// where nothing is expected, or all is asked for, every limit and message is told. The last line holds the sums.
/// </summary>
internal static class RunReport
{
    public static void Write(Suite suite, IReadOnlyList<ScenarioResult> results, bool details, Surroundings surroundings)
    {
        var brief = suite.ComparesExpectations && !details ? results.Where(IsUnsurprising).ToList() : [];
        var whole = results.Except(brief).ToList();
        if (whole.Count > 0)
            ResultTable.Write([.. whole.SelectMany(r => RowsOf(r, suite.ComparesExpectations))], surroundings);
        foreach (var result in results)
            WriteNotices(result, surroundings);
        foreach (var result in whole)
            WriteMessages(result, suite.ComparesExpectations, details, surroundings);
        if (brief.Count > 0)
            ExpectedLines.Write(brief, surroundings);
        surroundings.Out.WriteLine();
        surroundings.Out.WriteLine(Sums(suite, results).In(surroundings.Language));
    }

    /// <summary>A run of a live node is new each time: it is told whole.</summary>
    private static bool IsUnsurprising(ScenarioResult result) => result is { IsAsExpected: true, IsLive: false };

    private static IEnumerable<Row> RowsOf(ScenarioResult result, bool compares)
    {
        if (result.Verdict is not { } verdict)
            return [Row.Bad(result.Scenario.FolderName, result.BadInput!)];
        return Row.Of(result.Scenario.FolderName, result.Budget!, verdict, compares ? result.IsAsExpected : null);
    }

    private static void WriteNotices(ScenarioResult result, Surroundings surroundings)
    {
        if (result.BadInput is { } bad)
            surroundings.Say(bad);
        if (result.Verdict?.NodeGone is { } gone)
            surroundings.Say(InputReasons.Of(result.Scenario.Shown, gone));
        foreach (var notice in result.Notices)
            surroundings.Error.WriteLine(SafeText.Of($"{result.Scenario.Shown}: {notice.In(surroundings.Language)}"));
    }

    private static void WriteMessages(ScenarioResult result, bool compares, bool details, Surroundings surroundings)
    {
        LossLines.Write(result.Scenario.Shown, result.Verdict?.Losses ?? [], surroundings);
        foreach (var remark in result.Verdict?.Remarks ?? [])
            surroundings.Error.WriteLine(SafeText.Of($"{result.Scenario.Shown}: {remark.In(surroundings.Language)}"));
        if (result.IsLive)
            LoadTable.Write(result.Verdict?.Loads ?? [], surroundings);
        foreach (var verdict in result.Verdict?.Verdicts ?? [])
        {
            if (verdict.Outcome == Outcome.Held && !details)
                continue;
            surroundings.Out.WriteLine();
            surroundings.Out.WriteLine(SafeText.Of(verdict.Message.In(surroundings.Language, surroundings.Width)));
        }

        foreach (var difference in compares ? result.Differences : [])
        {
            surroundings.Out.WriteLine();
            var text = CommandReasons.NotAsExpected(result.Scenario.Shown, difference).In(surroundings.Language);
            var lines = SafeText.Of(text).Split('\n');
            for (var i = 0; i < lines.Length; i++)
                WriteWhole(i == 0 ? lines[i] : "    " + lines[i], surroundings);
        }
    }

    // A line of a message that is compared keeps its blanks where it fits.
    private static void WriteWhole(string line, Surroundings surroundings)
    {
        if (Paragraph.Columns(line) <= surroundings.Width)
            surroundings.Out.WriteLine(line);
        else
            Paragraph.Write(surroundings, line[..^line.TrimStart(' ').Length], line.TrimStart(' '));
    }

    private static Reason Sums(Suite suite, IReadOnlyList<ScenarioResult> results)
    {
        var outcomes = results.GroupBy(r => r.Verdict?.Worst)
            .OrderBy(g => g.Key is { } o ? OutcomeName.InJson(o) : "badInput", StringComparer.Ordinal)
            .Select(g => CommandReasons.Counted(g.Count(), g.Key is { } outcome ? OutcomeReasons.Of(outcome) : CommandReasons.BadInput()))
            .ToList();
        var met = results.Count(r => r.IsAsExpected);
        return CommandReasons.Sums(
            results.Count, results.Sum(r => r.Verdict?.Verdicts.Count ?? 0), outcomes, suite.ComparesExpectations
                ? CommandReasons.Expectations(met, results.Count - met) : null);
    }
}
