using System.CommandLine;
using System.Globalization;
using WesMemGuard.Baselines;
using WesMemGuard.Cli.Exporting;
using WesMemGuard.Cli.Fleets;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Fleets.Export;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Harness.Periods;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Units;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Baselines;

/// <summary><c>wesmemguard baseline watch</c>: a run each hour, judged, kept a while, and told of when it is not as it should be.</summary>
internal static class WatchBaseline
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    public static Command Create(Surroundings surroundings, LocalTexts texts)
    {
        var node = new NodeOptions(surroundings.Language, texts["WatchUrl"]);
        var every = Durations.Option("--every", texts["Every"], "1 h");
        var budget = new Option<string>("--budget") { Description = texts["Budget"], HelpName = "FILE", Required = true };
        var name = new Option<string?>("--baseline") { Description = texts["Against"], HelpName = "NAME" };
        var keep = new Option<string>("--keep") { Description = texts["Keep"], HelpName = "DAYS", DefaultValueFactory = _ => "14 d" };
        var periods = new Option<int?>("--periods") { Description = texts["Count"], HelpName = "N" };
        var output = new Option<string>("--out") { Description = texts["Out"], HelpName = "FOLDER", DefaultValueFactory = _ => "runs" };
        var webhook = new Option<string?>("--webhook") { Description = texts["Webhook"], HelpName = "URL" };
        var program = new Option<string?>("--command") { Description = texts["Command"], HelpName = "PROGRAM" };
        var command = new Command("watch", texts["Watch"]) { every, budget, name, keep, periods, output, webhook, program };
        node.AddTo(command);
        var size = new Option<string?>("--keep-size") { Description = texts["KeepSize"], HelpName = "SIZE" };
        command.Add(size);
        var (fleet, export, alerting) = (new WatchFleet(texts), new LiveExportOptions(surroundings.Language),
            new AlertOptions(surroundings.Language));
        fleet.AddTo(command);
        alerting.AddTo(command);
        export.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var live = node.Read(parsed, surroundings);
            var isFleet = fleet.IsGiven(parsed);
            if (isFleet && (live.Url ?? parsed.GetValue(name) ?? (object?)parsed.GetValue(webhook) ?? parsed.GetValue(program)) is not null)
                throw new BadInputException("--fleet", FleetReasons.NotOfFleets());
            var file = parsed.GetRequiredValue(budget);
            var watch = new WatchPlan(RunJudge.ReadBudget(surroundings.WorkingFolder, file), file.Replace('\\', '/'),
                Every(parsed.GetValue(every)!), Path.GetFullPath(Path.Combine(surroundings.WorkingFolder, parsed.GetValue(output)!)))
            {
                KeepDays = Days(parsed.GetValue(keep)!),
                KeepBytes = parsed.GetValue(size) is { } most ? Bytes(most) : null,
                Periods = parsed.GetValue(periods),
            };
            Task Tell(FleetVerdict verdict) => alerting.TellAsync(parsed, verdict, surroundings, ct);
            if (isFleet)
            {
                var many = fleet.Plan(parsed, watch, surroundings);
                using var page = export.Open(parsed, surroundings);
                return await WatchFleet.WatchAsync(many, page, Tell, surroundings, ct).ConfigureAwait(false);
            }

            var plan = new PeriodPlan(live.Url ?? throw new BadInputException("--url", InputReasons.NoUrl()), watch) { Live = live };
            using var shown = export.Open(parsed, surroundings);
            var baseline = parsed.GetValue(name) is { } stored ? new BaselineFolder(surroundings.WorkingFolder).Read(stored) : null;
            using var alerts = new Alerts(parsed.GetValue(webhook), parsed.GetValue(program), live.AllowRemote, surroundings);
            return await WatchAsync(plan, surroundings.Clock, baseline, alerts, surroundings, ct, async period =>
            {
                var one = Alone(period, plan);
                shown.Show(ExportedTable.Of(one));
                await Tell(one).ConfigureAwait(false);
            }).ConfigureAwait(false);
        });
        return command;
    }

    /// <summary>Watches to the end of the plan.</summary>
    /// <returns>The worst exit code of all periods.</returns>
    internal static async Task<int> WatchAsync(
        PeriodPlan plan, LiveClock clock, IReadOnlyList<RunLevels>? baseline, Alerts alerts, Surroundings surroundings,
            CancellationToken ct, Func<WatchedPeriod, Task>? seen = null)
    {
        var worst = ExitCodes.Held;
        await foreach (var period in PeriodicWatch.RunAsync(plan, clock, ct).ConfigureAwait(false))
        {
            var compared = Compare(baseline, period);
            var code = compared.Select(v => ExitCodes.Of(v.Outcome)).Aggregate(period.ExitCode, ExitCodes.Worse);
            worst = ExitCodes.Worse(worst, code);
            JudgeReport.Write([new JudgedRun(period.Run.Header.Id, plan.Budget, period.Verdict, null)], surroundings);
            foreach (var span in period.Spans)
                JudgeReport.Write([new JudgedRun(NameOf(span), plan.Budget, span.Verdict, null)], surroundings);
            if (compared.Count > 0)
                BaselineTable.Write(compared, surroundings);
            if (Alerts.IsWorth(code))
                await alerts.TellAsync(period, code,
                    [.. compared.Where(v => v.Outcome != Outcome.Held).Select(v => $"{v.Metric}: {v.Reason.In(surroundings.Language)}")],
                    ct).ConfigureAwait(false);
            if (seen is not null)
                await seen(period).ConfigureAwait(false);
        }

        return worst;
    }

    /// <summary>The longest time that was judged, as of a fleet of one node.</summary>
    private static FleetVerdict Alone(WatchedPeriod period, PeriodPlan plan)
    {
        var verdict = period.Spans is [.., var longest] ? longest.Verdict : period.Verdict;
        return JudgedInputs.Alone(period.Folder.Replace('\\', '/'), plan.Url.Authority, plan.Budget, verdict,
            new LabelSet([new("instance", plan.Url.Authority)]));
    }

    private static string NameOf(JudgedSpan span) => string.Create(
        CultureInfo.InvariantCulture, $"{span.Run.Header.StartedAt.UtcDateTime:yyyyMMdd-HHmmss} + {span.Length.TotalDays:0} d");

    private static IReadOnlyList<BaselineVerdict> Compare(IReadOnlyList<RunLevels>? baseline, WatchedPeriod period) =>
        baseline is not null && SteadyLevels.Of(period.Run, null, null, out _) is { } levels
            ? BaselineComparison.Judge(baseline, [levels], CompareBaseline.Metrics(null, baseline), Allowance.Usual)
            : [];

    private static TimeSpan Every(string text) => Durations.Read(text, "--every") is var every && every >= Shortest ? every
        : throw new BadInputException("--every", InputReasons.TooShort(text));

    private static long Bytes(string text) => SizeText.Parse(text, out var wrong) is var bytes && wrong is null && bytes > 0 ? (long)bytes
        : throw new BadInputException("--keep-size", FleetReasons.NoSize(text));

    // Days are no unit of files: a month of runs is asked for here only.
    private static int Days(string text) =>
        int.TryParse(text.TrimEnd('d', ' '), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= 3660
            ? days
            : throw new BadInputException("--keep", InputReasons.NoDays(text));
}
