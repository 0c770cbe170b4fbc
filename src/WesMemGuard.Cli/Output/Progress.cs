using Spectre.Console;
using WesMemGuard.Cli.Options;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Output;

/// <summary>
/// Shows how far a suite is while it runs: a bar for people, a line a scenario in its order for logs.
/// </summary>
internal static class Progress
{
    public static async Task<IReadOnlyList<ScenarioResult>> WatchAsync(
        Surroundings surroundings, Suite suite,
        Func<Action<ScenarioResult>, Action<LiveProgress>, Task<IReadOnlyList<ScenarioResult>>> run)
    {
        if (!surroundings.IsTerminal)
        {
            var lines = new Lines(suite, surroundings);
            return await run(lines.Seen, lines.Stands).ConfigureAwait(false);
        }

        return await Terminal.Of(surroundings.Error, isTerminal: true, surroundings.Width).Progress().AutoClear(true)
            .StartAsync(async context =>
        {
            var bar = Terminal.AddTask(context, "replaying", suite.Scenarios.Count);
            void Seen(ScenarioResult result)
            {
                Terminal.Describe(bar, result.Scenario.FolderName);
                bar.Increment(1);
            }

            void Stands(LiveProgress progress) =>
                Terminal.Describe(bar, string.Join("; ", LoadTable.Lines(progress, surroundings.Language)));
            return await run(Seen, Stands).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    /// <summary>Scenarios end in any order; their lines come in the suite's.</summary>
    private sealed class Lines(Suite suite, Surroundings surroundings)
    {
        private static readonly TimeSpan Often = TimeSpan.FromSeconds(10);
        private readonly Lock _gate = new();
        private readonly Dictionary<ScenarioFolder, ScenarioResult> _ended = [];
        private readonly TextWriter _output = surroundings.Error;
        private int _next;
        private (string Phase, TimeSpan Left)? _told;

        /// <summary>At the begin of a phase, and each 10 s of it.</summary>
        public void Stands(LiveProgress progress)
        {
            lock (_gate)
            {
                if (_told is { } told && told.Phase == progress.Phase.Name && told.Left - progress.Left < Often
                    && told.Left >= progress.Left)
                    return;
                _told = (progress.Phase.Name, progress.Left);
                foreach (var line in LoadTable.Lines(progress, surroundings.Language))
                    _output.WriteLine(SafeText.Of(line));
            }
        }

        public void Seen(ScenarioResult result)
        {
            lock (_gate)
            {
                _ended.Add(result.Scenario, result);
                while (_next < suite.Scenarios.Count && _ended.Remove(suite.Scenarios[_next], out var ended))
                {
                    _next++;
                    _output.WriteLine(
                        SafeText.Of($"{_next}/{suite.Scenarios.Count} {ended.Scenario.FolderName}: "
                            + $"{Outcome(ended).In(surroundings.Language)}"));
                }
            }
        }

        private static Reason Outcome(ScenarioResult result) =>
            result.BadInput is null ? OutcomeReasons.Of(result.Verdict!.Worst) : CommandReasons.BadInput();
    }
}
