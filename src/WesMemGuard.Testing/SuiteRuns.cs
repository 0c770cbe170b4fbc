using System.Collections.Concurrent;
using WesMemGuard.Scenarios;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Testing;

/// <summary>Runs each scenario once, when the first of its limits is asked for; the others wait for the same run. NUnit bounds how many run at a time.</summary>
internal sealed class SuiteRuns(RunOptions options)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<ScenarioResult>>> _runs = new(StringComparer.Ordinal);

    /// <summary>The verdict of one limit.</summary>
    /// <exception cref="ShouldHoldException">The scenario can't be judged at all, or the node was not there.</exception>
    public async Task<Verdict> VerdictAsync(ScenarioFolder scenario, int limit)
    {
        var result = await _runs.GetOrAdd(scenario.FullPath, _ => new Lazy<Task<ScenarioResult>>(() => ScenarioRun.RunAsync(scenario, options, CancellationToken.None))).Value.ConfigureAwait(false);
        if (result.BadInput is { } bad)
            throw new ShouldHoldException(bad);
        var verdict = result.Verdict!;
        return verdict.NodeGone is { } gone ? throw new ShouldHoldException($"scenario \"{scenario.Name}\": {gone}") : verdict.Verdicts[limit];
    }
}
