using System.Net;
using System.Net.Sockets;
using WesMemGuard.Harness.Commands;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Input;
using WesMemGuard.Node;
using WesMemGuard.Reasons;
using WesMemGuard.Scenarios;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Bisecting;

/// <summary>Builds by a command, starts the node by another, and judges it by a scenario.</summary>
internal sealed class ScenarioJudge : IBisectJudge
{
    private static readonly TimeSpan BuildPatience = TimeSpan.FromHours(2);
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    private readonly Suite _suite;
    private readonly RunOptions _options;
    private readonly string? _build;
    private readonly string? _start;
    private readonly int? _limit;
    private readonly Uri? _node;

    /// <param name="suite">The scenario.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="build">Builds a commit, in its folder; null: nothing is to be built.</param>
    /// <param name="start">Starts its node, in its folder; null: the scenario does, or it replays.</param>
    /// <param name="limit">The limit that decides, from 1 in the budget's order; null: all of them.</param>
    /// <exception cref="BadInputException">There is not one scenario, no such limit, or nothing to connect to.</exception>
    public ScenarioJudge(Suite suite, RunOptions options, string? build, string? start, int? limit)
    {
        (_suite, _options, _build, _start, _limit) = (suite, options, build, start, limit);
        if (suite.Scenarios.Count != 1)
            throw new BadInputException("SCENARIO", BisectReasons.OneScenario(suite.Scenarios.Count));
        var scenario = suite.Scenarios[0].ReadScenario();
        var budget = suite.Scenarios[0].ReadBudget(scenario);
        if (limit is { } asked && (asked < 1 || asked > budget.Limits.Count))
            throw new BadInputException("--limit", BisectReasons.NoLimit(asked, budget.Limits.Count));
        _node = options.Live.Url ?? (scenario.Node is RunningNode running ? new Uri(running.Url) : null);
        if (start is not null && _node is null)
            throw new BadInputException("--start", BisectReasons.StartNeedsNode());
    }

    /// <inheritdoc/>
    public async Task<Reason?> BuildAsync(string folder, string commit, CancellationToken ct)
    {
        if (_build is null)
            return null;
        var build = OwnCommand.Start(_build, folder);
        await using (build.ConfigureAwait(false))
        {
            return await build.EndAsync(BuildPatience, ct).ConfigureAwait(false) switch
            {
                0 => null,
                { } code => BisectReasons.BuildFailed(code, build.Said),
                null => BisectReasons.CommandTooLong(BuildPatience),
            };
        }
    }

    /// <inheritdoc/>
    public async Task<StepRun> RunAsync(string folder, string commit, CancellationToken ct)
    {
        if (_start is null)
            return await JudgedAsync(commit, ct).ConfigureAwait(false);
        // Whoever answers there already would be judged in the place of each commit.
        if (await AnswersAsync(ct).ConfigureAwait(false))
            throw new BadInputException("--start", BisectReasons.PortTaken($"{_node!.Host}:{_node.Port}"));
        var node = OwnCommand.Start(_start, folder);
        await using (node.ConfigureAwait(false))
        {
            return await AnswersAsync(node, ct).ConfigureAwait(false)
                ? await JudgedAsync(commit, ct).ConfigureAwait(false) : new StepRun(Outcome.NotMeasured, null);
        }
    }

    /// <summary>What a run of the scenario is to a bisection: with a limit named, by that alone.</summary>
    internal static Outcome OutcomeOf(IReadOnlyList<Outcome> outcomes, int? limit)
    {
        if (limit is { } one)
            return outcomes[one - 1];
        return outcomes.Contains(Outcome.Broken) ? Outcome.Broken
            : outcomes.All(o => o == Outcome.Held) ? Outcome.Held : Outcome.Inconclusive;
    }

    /// <summary>Each commit has a folder of its own, in which its last run lies.</summary>
    private async Task<StepRun> JudgedAsync(string commit, CancellationToken ct)
    {
        var options = _options with { Out = Path.Combine(_options.Out, "bisect", commit), Replace = true };
        var result = (await SuiteRun.RunAsync(_suite, options, _ => { }, ct).ConfigureAwait(false))[0];
        var run = result.Run is { } seen ? Path.Combine(options.Out, seen.Header.Id) : null;
        return result switch
        {
            { Verdict: { } verdict } => new StepRun(OutcomeOf([.. verdict.Verdicts.Select(v => v.Outcome)], _limit), run),
            { IsNodeMissing: true } => new StepRun(Outcome.NotMeasured, run),
            _ => throw new BadInputException(result.Scenario.Shown, result.BadInput!),
        };
    }

    private async Task<bool> AnswersAsync(OwnCommand node, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!node.HasEnded && TimeProvider.System.GetElapsedTime(began) < StartPatience)
        {
            if (await AnswersAsync(ct).ConfigureAwait(false))
                return !node.HasEnded;
            await Task.Delay(Between, TimeProvider.System, ct).ConfigureAwait(false);
        }

        return false;
    }

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            var to = new DnsEndPoint(_node!.Host, _node.Port);
            var stream = await new Connections(_options.Live.AllowRemote).OpenAsync(to, null, ct).ConfigureAwait(false);
            await stream.DisposeAsync().ConfigureAwait(false);
            return true;
        }
        catch (NotThisMachineException)
        {
            throw new BadInputException("--url", InputReasons.RemoteHost(_node!.Host));
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
