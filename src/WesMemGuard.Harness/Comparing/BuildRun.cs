using System.Globalization;
using WesMemGuard.Budgets;
using WesMemGuard.Comparison;
using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;
using WesMemGuard.Node;
using WesMemGuard.Node.Processes;
using WesMemGuard.Node.Profiles;
using WesMemGuard.Node.Services.Go;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Comparing;

/// <summary>
/// Drives two builds through a scenario side by side, round after round: own folders and ports, the same load with the same seeds at the
/// same instants, sampled at the same instants. Which one starts first, and which cores it has, is swapped from round to round. It ends
/// when every figure is decided or the time is over; the looks after each round share the error.
/// </summary>
internal sealed class BuildRun
{
    /// <summary>More looks share the error too thinly.</summary>
    private const int MostRounds = 12;

    /// <summary>What a round takes beside its phases, until nodes are up and down again.</summary>
    private static readonly TimeSpan Around = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Natural collections of a busy node scatter by 0.9 MiB and come every half a minute or less often; those that are asked for by
    /// 0.06 MiB. Both nodes are asked alike.
    /// </summary>
    private static readonly TimeSpan CollectedEvery = TimeSpan.FromSeconds(15);

    private readonly ScenarioFolder _folder;
    private readonly Scenario _scenario;
    private readonly MemoryBudget? _budget;
    private readonly BuildOptions _options;
    private readonly LiveClock _clock;
    private readonly List<BuildRound> _rounds = [];
    private readonly string _id;

    private BuildRun(ScenarioFolder folder, Scenario scenario, MemoryBudget? budget, BuildOptions options, LiveClock clock)
    {
        (_folder, _scenario, _budget, _options, _clock) = (folder, scenario, budget, options, clock);
        _id = ComparisonFolder.Claim(options.Out, LiveRun.Id(folder.RunName + "-ab", null, clock.Now));
    }

    /// <summary>Runs the rounds and compares.</summary>
    /// <param name="folder">A live scenario.</param>
    /// <param name="options">Which builds, and how long.</param>
    /// <param name="clock">The time of the runs.</param>
    /// <param name="ct">Ends the rounds.</param>
    /// <exception cref="BadInputException">The scenario can't be driven so.</exception>
    /// <exception cref="NodeStartException">A build can't be started.</exception>
    public static async Task<BuildRounds> RunAsync(ScenarioFolder folder, BuildOptions options, LiveClock clock, CancellationToken ct)
    {
        var scenario = folder.ReadScenario();
        if (scenario.Node is null)
            throw new BadInputException(scenario.File, ComparingReasons.ReplaysOnly());
        if (scenario.Node is StartedNode { WorkDirectory: not null })
            throw new BadInputException(scenario.File, ComparingReasons.OneWorkDirectory());
        var budget = File.Exists(folder.PathOf(scenario.Budget.Path)) ? folder.ReadBudget(scenario) : null;
        return await new BuildRun(folder, scenario, budget, options, clock).RunAsync(ct).ConfigureAwait(false);
    }

    private async Task<BuildRounds> RunAsync(CancellationToken ct)
    {
        var (scenario, startedAt) = (_scenario, _clock.Now);
        var length = Length(scenario);
        var allowed = _options.TimeBudget ?? _scenario.TimeBudget;
        var most = _options.Rounds ?? (allowed is { } time ? (int)Math.Clamp(time / length, 1, MostRounds) : 1);
        // Rounds that were asked for are looked at once, at their end; those that a time allows after each.
        var plan = new ComparisonPlan
        {
            Budget = _budget,
            WarmUp = _options.WarmUp,
            Looks = _options.Rounds is null ? most : 1,
            IsOneStart = _options.Base.Url is not null,
        };
        _options.Said?.Invoke(ComparingReasons.Begins(most, length));
        BuildVerdict? verdict = null;
        for (var round = 1; round <= most; round++)
        {
            await RoundAsync(scenario, round, ct);
            if (_options.Rounds is not null && round < most)
                continue;
            verdict = BuildJudge.Judge(_rounds, plan);
            var left = startedAt + (allowed ?? TimeSpan.Zero) - _clock.Now;
            if (verdict.IsDecided || (_options.Rounds is null && left < length))
                break;
            scenario = Longer(_scenario, verdict, left); // of what was declared: a round that was made longer may not fit any more
            if (round < most)
                _options.Said?.Invoke(ComparingReasons.Undecided(
                    verdict.Differences.Count(d => d.Outcome == BuildOutcome.CantTell), round, Length(scenario)));
        }

        var shown = $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(_options.Out))}/{_id}";
        return new BuildRounds(new BuildCulprits().Named(verdict!, _rounds), shown);
    }

    /// <summary>
    /// The time that is left goes where it decides most: an interval of growth shrinks with the length of a round to the power 3/2,
    /// and only with the root of their number. So the phase of the figure that lacks most is made longer, within what is left.
    /// </summary>
    internal static Scenario Longer(Scenario scenario, BuildVerdict verdict, TimeSpan left)
    {
        var asks = verdict.Differences.Where(d => d is { Outcome: BuildOutcome.CantTell, MoreHours: > 0, Figure.Phase: not null })
            .MaxBy(d => d.MoreHours);
        var spare = left - Length(scenario);
        if (asks is null || spare <= TimeSpan.Zero)
            return scenario;
        var more = TimeSpan.FromHours(Math.Min(asks.MoreHours!.Value, 24));
        more = more < spare ? more : spare;
        return scenario with
        {
            Phases = [.. scenario.Phases.Select(p =>
                p.Name == asks.Figure.Phase && p.Together.Count == 0 ? p with { For = p.For + more } : p)],
        };
    }

    private async Task RoundAsync(Scenario scenario, int round, CancellationToken ct)
    {
        var line = new StartLine(2);
        var swapped = round % 2 == 0;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var before = new Driven(this, scenario, _options.Base, round, StoredBuilds.BaseSuffix, line, swapped, either);
        var after = new Driven(this, scenario, _options.Head, round, StoredBuilds.HeadSuffix, line, !swapped, either);
        Driven[] order = swapped ? [after, before] : [before, after];
        var driven = order.Select(d => d.RunAsync()).ToList();
        await Task.WhenAny(Task.WhenAll(driven));
        // What failed first made the other end too: its own failure is the one to tell.
        foreach (var one in driven.OrderBy(d => d.IsCanceled))
            await one;
        _rounds.Add(new BuildRound(before.Run!, after.Run!));
    }

    private static TimeSpan Length(Scenario scenario) => TimeSpan.FromTicks(scenario.Phases.Sum(p => p.For!.Value.Ticks)) + Around;

    /// <summary>One side of a round.</summary>
    private sealed class Driven(
        BuildRun owner, Scenario scenario, BuildSource source, int round, string suffix, StartLine line, bool second,
            CancellationTokenSource either)
    {
        private const string OutputName = "node-output.log";

        public MemoryRun? Run { get; private set; }

        public async Task RunAsync()
        {
            try
            {
                await DriveAsync();
            }
            catch
            {
                await either.CancelAsync();
                throw;
            }
            finally
            {
                line.Leave();
            }
        }

        private async Task DriveAsync()
        {
            var (clock, options) = (owner._clock, owner._options);
            var live = options.Live with
            {
                Url = source.Url,
                DiagnosticsUrl = source.DiagnosticsUrl,
                ScenarioFolder = owner._folder.FullPath,
                Budget = null,
                ProfileMarks = true,
                Together = line.MeetAsync,
            };
            var (own, fitted) = await LiveService.FitAsync(Own(), live, clock, either.Token);
            if (own is { Profile: GoServiceProfile.Name, SaysMetricsInterval: false })
                own = own with { MetricsInterval = GoServiceProfile.Profile.MetricsInterval };
            if (own.LiveHeapInterval is null && !options.IsNatural && (source.Url is null || LiveTarget.HasDiagnostics(own, fitted)))
                own = own with { LiveHeapInterval = CollectedEvery };
            LivePlan.Check(own, fitted);
            var id = string.Create(CultureInfo.InvariantCulture, $"{round:00}{suffix}");
            var header = LiveRun.Header(own, id, owner._folder.Name + suffix, clock.Now);
            using var folder = RunFolder.Create(Path.Combine(options.Out, owner._id), header, live.Scrubber.Text);
            await LiveRun.RunAsync(own, fitted with { NodeOutput = Path.Combine(folder.Path, OutputName) }, folder.Recorder, clock,
                either.Token);
            Run = folder.Recorder.Run;
        }

        private Scenario Own()
        {
            if (source.Command is not { } command)
                return scenario;
            var declared = scenario.Node as StartedNode ?? new StartedNode(command);
            var node = declared with
            {
                Command = command,
                Arguments = source.Arguments.Count > 0 ? source.Arguments : declared.Arguments,
            };
            return scenario with
            {
                Node = CoreShares.Of(node, second, AllowedCores.Read(),
                    OperatingSystem.IsLinux() ? ProgramPath.Find(CoreShares.Program, ".") : null, owner._folder.FullPath),
            };
        }
    }
}
