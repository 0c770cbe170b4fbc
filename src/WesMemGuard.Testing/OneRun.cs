using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Testing;

/// <summary>
/// Runs a scenario once, when the first of its limits is asked for; the others wait for the same run. The framework bounds
/// how many run at a time.
/// </summary>
internal sealed class OneRun(ScenarioFolder scenario, RunOptions options)
{
    private readonly Lazy<Task<ScenarioResult>> _result = new(() => ScenarioRun.RunAsync(scenario, options, CancellationToken.None));

    /// <summary>The verdict of one limit.</summary>
    /// <exception cref="ShouldHoldException">The scenario can't be judged at all, or the node was not there.</exception>
    public async Task<Verdict> VerdictAsync(int limit)
    {
        var result = await _result.Value.ConfigureAwait(false);
        if (result.BadInput is { } bad)
            throw TestFailure.Of(bad.In(ProcessLanguage.Now));
        var verdict = result.Verdict!;
        return verdict.NodeGone is { } gone
            ? throw TestFailure.Of(InputReasons.Of(scenario.Name, gone).In(ProcessLanguage.Now)) : verdict.Verdicts[limit];
    }
}
