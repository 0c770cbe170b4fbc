using System.CommandLine;
using WesMemGuard.Cli.Exporting;
using WesMemGuard.Cli.Fleets;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Fleets.Export;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Fleets.Prometheus;
using WesMemGuard.Harness.Periods;
using WesMemGuard.Input;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Baselines;

/// <summary>
/// <c>wesmemguard baseline watch --fleet fleet.json</c>: every node asked once an interval, the fleet judged, reported and told each
/// period.
/// </summary>
internal sealed class WatchFleet
{
    private const string ReportName = "report.html";
    private const string VerdictsName = "verdicts.jsonl";

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly FleetShow Shown = new();

    private readonly Option<string?> _fleet;
    private readonly Option<string> _interval;
    private readonly Option<string> _last;

    public WatchFleet(LocalTexts texts)
    {
        _fleet = new Option<string?>("--fleet") { Description = texts["Fleet"], HelpName = "FILE" };
        _interval = Durations.Option("--interval", texts["FleetInterval"], "30s");
        _last = Durations.Option("--last", texts["FleetLast"], "24h");
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _fleet, _interval, _last })
            command.Add(option);
    }

    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_fleet) is not null;

    /// <summary>The plan of a fleet.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="watch">What is the same for one node and for many.</param>
    /// <param name="surroundings">The folder and the environment.</param>
    /// <exception cref="BadInputException">An option or the inventory is wrong.</exception>
    public FleetPlan Plan(ParseResult parsed, WatchPlan watch, Surroundings surroundings)
    {
        var interval = Span.Read(parsed.GetValue(_interval)!, _interval.Name);
        if (interval < Shortest || interval > watch.Every)
            throw new BadInputException(_interval.Name, FleetReasons.NoInterval());
        return new FleetPlan(FleetOptions.Inventory(parsed.GetValue(_fleet), surroundings)!, watch)
        {
            Interval = interval,
            Last = Span.Read(parsed.GetValue(_last)!, _last.Name),
            Environment = surroundings.Environment,
            Mapped = MapOption.Read(parsed.GetValue<string[]>(MapOption.Name)), // the option of one node means all of them
        };
    }

    /// <summary>Watches to the end of the plan.</summary>
    /// <returns>The worst exit code of all periods.</returns>
    public static async Task<int> WatchAsync(FleetPlan plan, LiveExport export, Func<FleetVerdict, Task> tell, Surroundings surroundings,
        CancellationToken ct)
    {
        var worst = ExitCodes.Held;
        await foreach (var period in FleetWatch.RunAsync(plan, surroundings.Clock, surroundings.Scrubber.Learn, ct).ConfigureAwait(false))
        {
            var fleet = period.Verdict;
            worst = ExitCodes.Worse(worst, fleet.ExitCode);
            export.Show(ExportedTable.Of(fleet));
            Write(period, surroundings);
            FleetReport.Write(fleet, Shown, surroundings);
            surroundings.Say(FleetReasons.Period(period.Answered, fleet.Nodes.Count, period.Folder.Replace('\\', '/')));
            await tell(fleet).ConfigureAwait(false);
        }

        return worst;
    }

    private static void Write(WatchedFleet period, Surroundings surroundings)
    {
        OutputFile.Write(Path.Combine(period.Folder, VerdictsName), surroundings, to =>
        {
            foreach (var line in FleetJson.Lines(period.Verdict, Shown))
                to.Write(line + "\n");
        });
        FleetPages.Write(period.Verdict, Path.Combine(period.Folder, ReportName), null, surroundings);
    }
}
