using WesMemGuard.Harness;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Output;

/// <summary>What <c>run</c> says at the end: the table, the messages of what did not hold, what is not as expected, one line of sums.</summary>
internal static class RunReport
{
    public static void Write(Suite suite, IReadOnlyList<ScenarioResult> results, Surroundings surroundings)
    {
        ResultTable.Write([.. results.SelectMany(r => RowsOf(r, suite.ComparesExpectations))], surroundings);
        foreach (var result in results)
            WriteMessages(result, suite.ComparesExpectations, surroundings);
        surroundings.Out.WriteLine();
        surroundings.Out.WriteLine(Sums(suite, results));
    }

    private static IEnumerable<Row> RowsOf(ScenarioResult result, bool compares)
    {
        if (result.Verdict is not { } verdict)
            return [Row.Bad(result.Scenario.FolderName, result.BadInput!)];
        return Row.Of(result.Scenario.FolderName, result.Budget!, verdict, !compares ? "" : result.IsAsExpected ? "yes" : "NO");
    }

    private static void WriteMessages(ScenarioResult result, bool compares, Surroundings surroundings)
    {
        if (result.BadInput is { } bad)
            surroundings.Error.WriteLine(SafeText.Of(bad));
        if (result.Verdict?.NodeGone is { } gone)
            surroundings.Error.WriteLine(SafeText.Of($"{result.Scenario.Shown}: {gone}"));
        foreach (var verdict in result.Verdict?.Verdicts ?? [])
        {
            if (verdict.Outcome == Outcome.Held)
                continue;
            surroundings.Out.WriteLine();
            surroundings.Out.WriteLine(SafeText.Of(verdict.Message));
        }

        foreach (var difference in compares ? result.Differences : [])
        {
            surroundings.Out.WriteLine();
            surroundings.Out.WriteLine(SafeText.Of($"NOT AS EXPECTED: {result.Scenario.Shown}: {difference}"));
        }
    }

    private static string Sums(Suite suite, IReadOnlyList<ScenarioResult> results)
    {
        var outcomes = results.GroupBy(r => r.BadInput is null ? OutcomeName.Of(r.Verdict!.Worst) : "bad input")
            .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}");
        var scenarios = results.Count == 1 ? "1 scenario" : $"{results.Count} scenarios";
        var expected = suite.ComparesExpectations ? $"; {results.Count(r => r.IsAsExpected)} as expected, {results.Count(r => !r.IsAsExpected)} not" : "";
        return $"{scenarios}, {results.Sum(r => r.Verdict?.Verdicts.Count ?? 0)} limits: {string.Join(", ", outcomes)}{expected}";
    }
}
