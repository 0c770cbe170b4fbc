using Spectre.Console;
using WesMemGuard.Harness;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Output;

/// <summary>Shows how far a suite is while it runs: a bar for people, a line a scenario in its order for logs.</summary>
internal static class Progress
{
    public static async Task<IReadOnlyList<ScenarioResult>> WatchAsync(
        Surroundings surroundings, Suite suite, Func<Action<ScenarioResult>, Task<IReadOnlyList<ScenarioResult>>> run)
    {
        if (!surroundings.IsTerminal)
            return await run(new Lines(suite, surroundings).Seen).ConfigureAwait(false);
        return await Terminal.Of(surroundings.Error, isTerminal: true, surroundings.Width).Progress().AutoClear(true).StartAsync(async context =>
        {
            var bar = context.AddTask("replaying", maxValue: suite.Scenarios.Count);
            return await run(result =>
            {
                bar.Description = Markup.Escape(SafeText.Of(result.Scenario.FolderName));
                bar.Increment(1);
            }).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    /// <summary>Scenarios end in any order; their lines come in the suite's.</summary>
    private sealed class Lines(Suite suite, Surroundings surroundings)
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<ScenarioFolder, ScenarioResult> _ended = [];
        private int _next;

        public void Seen(ScenarioResult result)
        {
            lock (_gate)
            {
                _ended.Add(result.Scenario, result);
                while (_next < suite.Scenarios.Count && _ended.Remove(suite.Scenarios[_next], out var ended))
                {
                    _next++;
                    surroundings.Error.WriteLine(SafeText.Of($"{_next}/{suite.Scenarios.Count} {ended.Scenario.FolderName}: {Outcome(ended).In(surroundings.Language)}"));
                }
            }
        }

        private static Reason Outcome(ScenarioResult result) => result.BadInput is null ? OutcomeReasons.Of(result.Verdict!.Worst) : CommandReasons.BadInput();
    }
}
