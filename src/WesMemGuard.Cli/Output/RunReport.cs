using WesMemGuard.Cli.Options;
using WesMemGuard.Harness;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Output;

/// <summary>
/// What <c>run</c> says at the end: the table, the messages of what did not hold, what is not as expected, one line of sums.
/// </summary>
internal static class RunReport
{
    public static void Write(Suite suite, IReadOnlyList<ScenarioResult> results, Surroundings surroundings)
    {
        ResultTable.Write([.. results.SelectMany(r => RowsOf(r, suite.ComparesExpectations))], surroundings);
        foreach (var result in results)
            WriteMessages(result, suite.ComparesExpectations, surroundings);
        surroundings.Out.WriteLine();
        surroundings.Out.WriteLine(Sums(suite, results).In(surroundings.Language));
    }

    private static IEnumerable<Row> RowsOf(ScenarioResult result, bool compares)
    {
        if (result.Verdict is not { } verdict)
            return [Row.Bad(result.Scenario.FolderName, result.BadInput!)];
        return Row.Of(result.Scenario.FolderName, result.Budget!, verdict, compares ? result.IsAsExpected : null);
    }

    private static void WriteMessages(ScenarioResult result, bool compares, Surroundings surroundings)
    {
        if (result.BadInput is { } bad)
            surroundings.Say(bad);
        if (result.Verdict?.NodeGone is { } gone)
            surroundings.Say(InputReasons.Of(result.Scenario.Shown, gone));
        LossLines.Write(result.Scenario.Shown, result.Verdict?.Losses ?? [], surroundings);
        foreach (var notice in result.Notices)
            surroundings.Error.WriteLine(SafeText.Of($"{result.Scenario.Shown}: {notice}"));
        foreach (var remark in result.Verdict?.Remarks ?? [])
            surroundings.Error.WriteLine(SafeText.Of($"{result.Scenario.Shown}: {remark.In(surroundings.Language)}"));
        if (result.IsLive)
            LoadTable.Write(result.Verdict?.Loads ?? [], surroundings);
        foreach (var verdict in result.Verdict?.Verdicts ?? [])
        {
            if (verdict.Outcome == Outcome.Held)
                continue;
            surroundings.Out.WriteLine();
            surroundings.Out.WriteLine(SafeText.Of(verdict.Message.In(surroundings.Language)));
        }

        foreach (var difference in compares ? result.Differences : [])
        {
            surroundings.Out.WriteLine();
            surroundings.Out.WriteLine(SafeText.Of(CommandReasons.NotAsExpected(result.Scenario.Shown, InputReasons.Verbatim(difference))
                .In(surroundings.Language)));
        }
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
