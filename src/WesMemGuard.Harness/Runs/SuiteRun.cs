using WesMemGuard.Harness.Suites;

namespace WesMemGuard.Harness.Runs;

/// <summary>All scenarios of a suite, several at a time.</summary>
internal static class SuiteRun
{
    /// <summary>Runs them; the results come in the suite's order.</summary>
    /// <param name="suite">The scenarios.</param>
    /// <param name="options">Where to, and how many at a time.</param>
    /// <param name="seen">Told of each as it ends, in any order, from any thread.</param>
    /// <param name="ct">Ends the replays.</param>
    public static async Task<IReadOnlyList<ScenarioResult>> RunAsync(
        Suite suite, RunOptions options, Action<ScenarioResult> seen, CancellationToken ct)
    {
        var results = new ScenarioResult[suite.Scenarios.Count];
        await Parallel.ForAsync(0, results.Length,
            new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = ct }, async (i, inner) =>
        {
            var began = TimeProvider.System.GetTimestamp();
            var result = await ScenarioRun.RunAsync(suite.Scenarios[i], options, inner).ConfigureAwait(false);
            results[i] = result with { Took = TimeProvider.System.GetElapsedTime(began) };
            seen(results[i]);
        }).ConfigureAwait(false);
        return results;
    }
}
